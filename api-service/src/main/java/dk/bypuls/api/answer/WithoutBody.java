package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request whose answer has the head that it would have, and no body, whatever is written to it.
 * With HTTP/1.1 the server sees to that itself.
 */
final class WithoutBody extends RoutingContextDecorator {

  private static final int FAILED = 500;

  private final HttpServerResponse response;

  private WithoutBody(RoutingContext request) {
    super(request.currentRoute(), (RoutingContextInternal) request);
    this.response =
        (HttpServerResponse)
            Proxy.newProxyInstance(
                WithoutBody.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                new OnlyHead(request.response()));
  }

  static WithoutBody of(RoutingContext request) {
    return new WithoutBody(request);
  }

  static boolean is(HttpServerResponse response) {
    return Proxy.isProxyClass(response.getClass());
  }

  @Override
  public HttpServerResponse response() {
    return response;
  }

  /** All routes have been asked; they shall not be asked again with a body. */
  @Override
  public void next() {
    Problems.send(this, Problem.notFound());
  }

  /** What the request itself would say of its failure has a body. */
  @Override
  public void fail(int status) {
    Problems.failed(this, status, null);
  }

  @Override
  public void fail(Throwable failure) {
    Problems.failed(this, FAILED, failure);
  }

  @Override
  public void fail(int status, Throwable failure) {
    Problems.failed(this, status, failure);
  }

  /** Every method of a response, of which those that write a body only end the head. */
  private record OnlyHead(HttpServerResponse real) implements InvocationHandler {

    private static final Set<String> ALL_OF_A_BODY = Set.of("end", "send", "sendFile");

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
        throws Throwable {
      Future<Void> done;
      if (ALL_OF_A_BODY.contains(method.getName())) {
        done = real.end();
      } else if (method.getName().equals("write")) {
        done = Future.succeededFuture();
      } else {
        return passOn(proxy, method, given);
      }
      if (method.getReturnType() == Future.class) {
        return done;
      }
      tell(given, done);
      return method.getReturnType() == void.class ? null : proxy;
    }

    private @Nullable Object passOn(Object proxy, Method method, Object @Nullable [] given)
        throws Throwable {
      try {
        Object answer = method.invoke(real, given);
        return answer == real ? proxy : answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    @SuppressWarnings("unchecked")
    private static void tell(Object @Nullable [] given, Future<Void> done) {
      if (given != null && given[given.length - 1] instanceof Handler<?> handler) {
        done.onComplete((Handler<AsyncResult<Void>>) handler);
      }
    }
  }
}
