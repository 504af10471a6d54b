package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.device.DeviceFeed;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The devices of registered sensors: when each was heard last, and which are silent. */
@Path("/admin/v1/devices")
public class DevicesResource {

  private static final Duration READ_SOON = Duration.ofSeconds(2);

  private final DeviceFeed feed;
  private final RegistryView registry;

  DevicesResource(DeviceFeed feed, RegistryView registry) {
    this.feed = feed;
    this.registry = registry;
  }

  /** A device by its sensor. Its name in its network is not told. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Device(
      String sensor,
      String tenant,
      String profile,
      String place,
      Instant lastSeen,
      @Nullable Instant silentSince,
      @Nullable Integer battery,
      @Nullable Integer rssi,
      @Nullable Integer snr) {

    static Device of(DeviceStatus status, Sensor sensor) {
      return new Device(
          sensor.id(),
          sensor.tenant(),
          sensor.profile(),
          sensor.placeAt(status.lastSeen()),
          status.lastSeen(),
          status.silentSince(),
          orNull(status.battery()),
          orNull(status.rssi()),
          orNull(status.snr()));
    }

    private static @Nullable Integer orNull(OptionalInt level) {
      return level.isPresent() ? level.getAsInt() : null;
    }
  }

  /** A page of them, in the order of their sensors' ids. */
  public record DevicePage(List<Device> devices, @Nullable String next) {}

  @GET
  public DevicePage list(
      @QueryParam("sensor") @Nullable String sensor,
      @QueryParam("silent") @Nullable String silent,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    Boolean wanted = silent == null ? null : flag(silent);
    int most = Pages.limit(limit);
    Registry registered = registry.current().registry();
    List<Device> devices =
        behind(after).stream()
            .filter(status -> sensor == null || sensor.equals(status.sensor()))
            .filter(status -> wanted == null || wanted == (status.silentSince() != null))
            .flatMap(
                status ->
                    registered.sensor(status.sensor()).map(its -> Device.of(status, its)).stream())
            .limit(most)
            .toList();
    return new DevicePage(
        devices,
        sensor != null || devices.size() < most ? null : next(silent, devices.get(most - 1), most));
  }

  private Collection<DeviceStatus> behind(String sensor) {
    return feed.devices()
        .orElseThrow(
            () ->
                Problem.unavailable(
                        "What is known of devices has not been read from Kafka yet. Try again.",
                        READ_SOON)
                    .asException())
        .tailMap(sensor, false)
        .values();
  }

  private static boolean flag(String silent) {
    if (!silent.equals("true") && !silent.equals("false")) {
      throw Problem.badRequest("silent is true or false; without it all are listed.").asException();
    }
    return silent.equals("true");
  }

  private static String next(@Nullable String silent, Device last, int limit) {
    String chosen = silent == null ? "" : "silent=" + silent + "&";
    return "/admin/v1/devices?%safter=%s&limit=%d".formatted(chosen, last.sensor(), limit);
  }
}
