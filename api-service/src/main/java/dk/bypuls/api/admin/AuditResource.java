package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.registry.AuditRow;
import dk.bypuls.api.registry.AuditTrail;
import dk.bypuls.api.registry.RegistryArchive;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail over HTTP: it can be read and verified. */
@Path("/admin/v1/audit")
public class AuditResource {

  private final RegistryArchive archive;

  AuditResource(RegistryArchive archive) {
    this.archive = archive;
  }

  /** One thing that somebody did. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AuditEntry(
      long sequence,
      Instant at,
      String who,
      String action,
      long generation,
      String kind,
      String id,
      @Nullable String message,
      @JsonRawValue @Nullable String before,
      @JsonRawValue @Nullable String after) {

    static AuditEntry of(AuditRow row) {
      return new AuditEntry(
          row.sequence(),
          row.at(),
          row.who(),
          row.action(),
          row.generation(),
          row.kind(),
          row.id(),
          row.message(),
          row.before(),
          row.after());
    }
  }

  /** A page of them, newest first. */
  public record AuditPage(List<AuditEntry> entries, @Nullable String next) {}

  @GET
  public AuditPage find(
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("id") @Nullable String id,
      @QueryParam("who") @Nullable String who,
      @QueryParam("dataset") @Nullable String dataset,
      @QueryParam("before") @DefaultValue("9223372036854775807") long before,
      @QueryParam("limit") @DefaultValue("100") int limit,
      RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_AUDIT);
    int most = Pages.limit(limit);
    List<AuditEntry> entries =
        archive.audit(new AuditTrail.Question(kind, id, who, dataset, before, most)).stream()
            .map(AuditEntry::of)
            .toList();
    boolean isLast = entries.size() < most || entries.get(most - 1).sequence() == 1;
    return new AuditPage(
        entries,
        isLast
            ? null
            : next(kind, id, who, dataset)
                .queryParam("before", entries.get(most - 1).sequence())
                .queryParam("limit", most)
                .build()
                .toString());
  }

  private static UriBuilder next(
      @Nullable String kind, @Nullable String id, @Nullable String who, @Nullable String dataset) {
    UriBuilder next = UriBuilder.fromPath("/admin/v1/audit");
    if (kind != null) {
      next.queryParam("kind", kind);
    }
    if (id != null) {
      next.queryParam("id", id);
    }
    if (who != null) {
      next.queryParam("who", who);
    }
    return dataset == null ? next : next.queryParam("dataset", dataset);
  }

  @GET
  @Path("/verification")
  public AuditTrail.Verification verify(RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_AUDIT);
    return archive.verifyAudit();
  }
}
