package dk.bypuls.api.admin;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.access.Role;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;

/** Whose token it is: what a page needs before it shows what its reader may do. */
@Path("/admin/v1/me")
public class MeResource {

  /**
   * Whose.
   *
   * @param rights what the role may, so that no page has a table of its own
   */
  public record Me(String name, Role role, List<Right> rights) {

    public Me {
      rights = List.copyOf(rights);
    }
  }

  @GET
  public Me me(RoutingContext context) {
    Caller caller = Caller.require(context);
    return new Me(
        caller.name(),
        caller.role(),
        Arrays.stream(Right.values()).filter(right -> right.isOf(caller.role())).toList());
  }
}
