package dk.bypuls.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.access.AdminResources;
import dk.bypuls.api.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What is asked of the inner side, as its contract says it and as it is compiled. */
class InnerContractTest {

  @Test
  void letsNothingBeBuiltThatIsNotDescribedOrThatNobodyMay() {
    // Given
    OpenAPI document =
        OASFactory.createOpenAPI()
            .paths(OASFactory.createPaths())
            .components(OASFactory.createComponents());
    document
        .getPaths()
        .addPathItem(
            "/admin/v1/secrets", OASFactory.createPathItem().GET(OASFactory.createOperation()));

    // Then
    assertThatThrownBy(() -> new InnerContract().filterOpenAPI(document))
        .hasMessageContaining("GET /admin/v1/secrets")
        .hasMessageContaining("GET /admin/v1/live")
        .hasMessageNotContaining("GET /admin/v1/me");
  }

  @Test
  void namesEveryParameterAndMemberThatIsRead() throws Exception {
    // Given
    JsonNode document = document();

    for (Map.Entry<String, Method> each : AdminResources.all().entrySet()) {
      // When
      String[] named = each.getKey().split(" ", 2);
      JsonNode told = document.get("paths").path(named[1]).get(named[0].toLowerCase(Locale.ROOT));
      List<String> sent = members(document, told);

      // Then
      assertThat(told).as(each.getKey()).isNotNull();
      if (!takes(each.getValue(), UriInfo.class)) {
        assertThat(parameters(document, told))
            .as(each.getKey())
            .containsExactlyInAnyOrderElementsOf(parameters(each.getValue()));
      }
      body(each.getValue())
          .forEach(
              record ->
                  assertThat(sent)
                      .as(each.getKey())
                      .containsExactlyInAnyOrderElementsOf(
                          Stream.of(record.getRecordComponents())
                              .map(RecordComponent::getName)
                              .toList()));
    }
  }

  @Test
  void saysOfEachResourceWhatItTakesAndGives() throws Exception {
    // When
    Map<String, InnerOperation> operations = InnerOperation.all();

    // Then
    Set<String> json = Set.of("application/json");
    assertThat(operations).containsOnlyKeys(AdminResources.all().keySet());
    assertThat(operations)
        .containsEntry("GET /admin/v1/me", new InnerOperation(Set.of(), Set.of(), json))
        .hasEntrySatisfying(
            "GET /admin/v1/registry/{kind}",
            list -> assertThat(list.parameters()).containsExactlyInAnyOrder("after", "limit"))
        .containsEntry("POST /admin/v1/tokens", new InnerOperation(Set.of(), json, json))
        .containsEntry(
            "DELETE /admin/v1/tokens/{name}", new InnerOperation(Set.of(), Set.of(), Set.of()))
        .containsEntry(
            "POST /admin/v1/sensors/{sensor}/back-fill/files",
            new InnerOperation(Set.of("source"), Set.of("*/*"), json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | */*",
        "true  | application/*",
        "true  | text/html, Application/JSON; q=0.1",
        "true  | application/json;charset=utf-8",
        "true  | ''",
        "false | text/*",
        "false | image/png, application/json;q=0",
        "false | application/json; q=0.000 ;x=1",
        "false | json"
      })
  void knowsWhetherAnAnswerIsRead(boolean isRead, String accept) {
    // Given
    InnerOperation operation = new InnerOperation(Set.of(), Set.of(), Set.of("application/json"));

    // Then
    assertThat(isRefused(() -> operation.demandAccepted(List.of(accept)))).isEqualTo(!isRead);
    assertThat(
            isRefused(
                () ->
                    new InnerOperation(Set.of(), Set.of(), Set.of())
                        .demandAccepted(List.of(accept))))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true, application/json",
    "true, Application/JSON ; charset=utf-8",
    "false, text/plain",
    "false, application/jsonl",
    "false, *",
  })
  void knowsWhetherABodyIsUnderstood(boolean isTaken, String contentType) {
    // Given
    InnerOperation json = new InnerOperation(Set.of(), Set.of("application/json"), Set.of());
    InnerOperation file = new InnerOperation(Set.of(), Set.of("*/*"), Set.of());

    // Then
    assertThat(isRefused(() -> json.demandTaken(contentType))).isEqualTo(!isTaken);
    assertThat(isRefused(() -> file.demandTaken(contentType))).isFalse();
  }

  private static boolean isRefused(Runnable demand) {
    try {
      demand.run();
      return false;
    } catch (ProblemException refused) {
      return true;
    }
  }

  @Test
  void showsExamplesThatAreAsItSays() throws Exception {
    // Given
    JsonNode document = document();
    Contract contract = new Contract(document);
    List<String> shown = new ArrayList<>();

    // Then
    for (String operation : AdminResources.all().keySet()) {
      String[] named = operation.split(" ", 2);
      JsonNode told = document.get("paths").path(named[1]).get(named[0].toLowerCase(Locale.ROOT));
      JsonNode example = told.at("/requestBody/content/application~1json/example");
      if (!example.isMissingNode()) {
        contract.checkSent(operation, example.toString());
        shown.add(operation);
      }
    }
    assertThat(shown).hasSizeGreaterThan(12);
  }

  private static boolean takes(Method method, Class<?> type) {
    return Stream.of(method.getParameterTypes()).anyMatch(type::equals);
  }

  private static Stream<Class<?>> body(Method method) {
    return Stream.of(method.getParameters())
        .filter(parameter -> parameter.getAnnotations().length == 0)
        .<Class<?>>map(Parameter::getType)
        .filter(Class::isRecord);
  }

  private static List<String> parameters(Method method) {
    return Stream.of(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .toList();
  }

  private static List<String> parameters(JsonNode document, JsonNode told) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : told.path("parameters")) {
      JsonNode resolved = resolved(document, parameter);
      if (resolved.path("in").asText().equals("query")) {
        names.add(resolved.path("name").asText());
      }
    }
    return names;
  }

  private static List<String> members(JsonNode document, JsonNode told) {
    List<String> names = new ArrayList<>();
    JsonNode schema = told.at("/requestBody/content/application~1json/schema");
    resolved(document, schema).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asText().substring(1));
  }

  private static JsonNode document() throws Exception {
    try (InputStream text =
        Objects.requireNonNull(
            InnerContractTest.class.getResourceAsStream("/META-INF/inner/openapi.yaml"))) {
      Map<String, Object> document = new Yaml().load(text);
      return new ObjectMapper().valueToTree(document);
    }
  }
}
