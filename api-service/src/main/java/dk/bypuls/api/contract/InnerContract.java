package dk.bypuls.api.contract;

import dk.bypuls.api.access.AccessRules;
import dk.bypuls.api.access.AccessRules.Rule;
import dk.bypuls.api.access.Right;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the contract what is below {@code /admin/v1}, and writes into all of it what is the same
 * everywhere: the right that the one table of who may what asks for, and what is refused before any
 * of it begins.
 *
 * <p>The build fails where the contract and that table do not have the same endpoints, and the gate
 * lets through nothing that the table does not have.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class InnerContract implements OASFilter {

  static final String FILE = "META-INF/inner/openapi.yaml";
  private static final Map<String, String> OF_ALL =
      Map.of(
          "400", "BadRequest",
          "401", "Unauthorized",
          "403", "Forbidden",
          "429", "TooManyAttempts",
          "503", "Unavailable");
  private static final String JSON = "application/json";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    addInner(document);
    Map<String, Operation> told = told(document);
    Set<String> ruled = Set.copyOf(AccessRules.all().stream().map(Rule::name).toList());
    List<String> alone = new ArrayList<>();
    Stream.concat(told.keySet().stream(), ruled.stream())
        .filter(name -> !told.containsKey(name) || !ruled.contains(name))
        .forEach(alone::add);
    if (!alone.isEmpty()) {
      throw new IllegalStateException(
          "Either the contract or AccessRules does not have %s. Say in %s what each is answered, and in AccessRules who may."
              .formatted(alone, FILE));
    }
    for (Rule rule : AccessRules.all()) {
      complete(Objects.requireNonNull(told.get(rule.name())), rule.right());
    }
  }

  private static void addInner(OpenAPI document) {
    OpenAPI inner =
        SmallRyeOpenAPI.builder()
            .enableModelReader(false)
            .enableStandardStaticFiles(false)
            .enableAnnotationScan(false)
            .enableStandardFilter(false)
            .withCustomStaticFile(
                () -> InnerContract.class.getClassLoader().getResourceAsStream(FILE))
            .build()
            .model();
    inner.getPaths().getPathItems().forEach(document.getPaths()::addPathItem);
    Components more = inner.getComponents();
    Components all = document.getComponents();
    more.getSchemas().forEach(all::addSchema);
    more.getParameters().forEach(all::addParameter);
    more.getResponses().forEach(all::addResponse);
  }

  /** All operations below the admin path by their names, such as {@code GET /admin/v1/me}. */
  private static Map<String, Operation> told(OpenAPI document) {
    Map<String, Operation> told = new TreeMap<>();
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (path.startsWith(AccessRules.ADMIN_PATH + "/")) {
                Map<HttpMethod, Operation> operations = item.getOperations();
                operations.forEach((method, its) -> told.put(method + " " + path, its));
              }
            });
    return told;
  }

  private static void complete(Operation operation, Right right) {
    String said = operation.getDescription();
    operation
        .tags(List.of("internal"))
        .description(
            "%sNeeds the right %s, which these roles have: %s."
                .formatted(
                    said == null ? "" : said.strip() + " ",
                    right.id(),
                    String.join(", ", right.roles())))
        .security(List.of(OASFactory.createSecurityRequirement().addScheme("token")))
        .addExtension("x-right", right.id());
    operation.addExtension("x-roles", right.roles());
    Map<String, APIResponse> answers = new TreeMap<>(operation.getResponses().getAPIResponses());
    refusals(operation)
        .forEach(
            (status, reference) ->
                answers.putIfAbsent(status, OASFactory.createAPIResponse().ref(reference)));
    operation.getResponses().setAPIResponses(answers);
  }

  /** What is refused alike everywhere where the same is taken and given. */
  private static Map<String, String> refusals(Operation operation) {
    Map<String, String> refusals = new TreeMap<>(OF_ALL);
    RequestBody body = operation.getRequestBody();
    if (body != null) {
      refusals.put("413", "TooLarge");
    }
    if (body != null && body.getContent().hasMediaType(JSON)) {
      refusals.put("415", "UnsupportedMediaType");
    }
    if (answersJson(operation)) {
      refusals.put("406", "NotAcceptable");
    }
    return refusals;
  }

  private static boolean answersJson(Operation operation) {
    return operation.getResponses().getAPIResponses().entrySet().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .anyMatch(
            answer ->
                answer.getRef() != null
                    || Optional.ofNullable(answer.getContent())
                        .filter(content -> content.hasMediaType(JSON))
                        .isPresent());
  }
}
