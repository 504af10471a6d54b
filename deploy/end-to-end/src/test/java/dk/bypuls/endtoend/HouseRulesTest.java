package dk.bypuls.endtoend;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What each room may never contain. */
class HouseRulesTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dk.bypuls");

  @Test
  void everyServiceIsLookedAt() {
    Set<String> rooms =
        HOUSE.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.replaceAll("^(dk\\.bypuls\\.\\w+).*", "$1"))
            .collect(Collectors.toSet());

    assertThat(rooms)
        .contains("dk.bypuls.events", "dk.bypuls.ingest", "dk.bypuls.aggregator", "dk.bypuls.api");
  }

  @Test
  void eventsArePlainJavaWithoutInputAndOutput() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dk.bypuls.events..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "java.net..",
                    "java.nio.file..",
                    "java.sql..",
                    "java.util.concurrent..")));
  }

  @Test
  void ingestNeedsNoDatabase() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dk.bypuls.ingest..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")));
  }

  @Test
  void onlyTheMqttPackageKnowsTheClient() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dk.bypuls.ingest..")
            .and()
            .resideOutsideOfPackage("dk.bypuls.ingest.mqtt..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.paho..")));
  }

  @Test
  void onlyTheDecodersWorkerKnowsTheScriptEngine() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dk.bypuls.ingest..")
            .and()
            .resideOutsideOfPackage("dk.bypuls.ingest.decoder.worker..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.graalvm..")));
    check(
        noClasses()
            .that()
            .resideInAPackage("dk.bypuls.ingest.decoder.worker..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "dk.bypuls.events..", "dk.bypuls.ingest.intake..", "io.quarkus..")));
  }

  @Test
  void onlyTheStoreWritesHistory() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dk.bypuls.aggregator..")
            .and()
            .resideOutsideOfPackage("dk.bypuls.aggregator.store..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")));
  }

  @Test
  void servicesShareEventsAndNothingElse() {
    check(slices().matching("dk.bypuls.(ingest|aggregator|api)..").should().notDependOnEachOther());
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    for (String service : Set.of("ingest", "aggregator", "api")) {
      check(slices().matching("dk.bypuls." + service + ".(*)..").should().beFreeOfCycles());
    }
  }

  /** The other routes of api-service are checked when it starts: RouteCheck. */
  @Test
  void whatIsWrittenAsAResourceNeedsARole() {
    assertThat(
            HOUSE.stream()
                .filter(type -> type.isAnnotatedWith("jakarta.ws.rs.Path"))
                .map(type -> type.getAnnotationOfType("jakarta.ws.rs.Path"))
                .map(path -> String.valueOf(path.get("value").orElse(""))))
        .isNotEmpty()
        .allMatch(path -> path.matches("/admin/v1(/.*)?"), "is below /admin/v1");
  }

  /** Of these no router can be walked from here, so who adds routes to theirs is told by name. */
  @Test
  void theOtherServicesHaveNoRoutesButTheListedOnes() {
    assertThat(
            HOUSE.stream()
                .filter(type -> !type.getPackageName().startsWith("dk.bypuls.api"))
                .filter(
                    type ->
                        type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(
                                it ->
                                    it.getTargetClass()
                                        .getFullName()
                                        .equals("io.vertx.ext.web.Router")))
                .map(JavaClass::getSimpleName))
        .as("put their open routes on the list (OpenSurface), then their names here")
        .containsExactlyInAnyOrder(
            "Service", "OperatorRoutes", "PostedMessages", "WatchRoute", "WatchRoute");
  }

  /** What listens at a port of its own is no route, so nobody would find it by walking a router. */
  @Test
  void nothingListensButTheListedListeners() {
    Set<String> listening =
        Set.of(
            "io.vertx.core.net.NetServer",
            "io.vertx.core.http.HttpServer",
            "java.net.ServerSocket",
            "java.nio.channels.ServerSocketChannel");
    assertThat(
            HOUSE.stream()
                .filter(
                    type ->
                        type.getPackageName().matches("dk\\.bypuls\\.(api|ingest|aggregator).*"))
                .filter(
                    type ->
                        type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(it -> listening.contains(it.getTargetClass().getFullName())))
                .map(type -> type.getName().replaceAll(".*[.]", "")))
        .as("put what they serve on the list (OpenSurface), then their names here")
        .containsExactlyInAnyOrder("MqttFeed$Listener");
  }

  @Test
  void noPackageIsADrawer() {
    Set<String> drawers = Set.of("util", "common", "impl", "model", "service", "dto");

    assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(name -> assertThat(name.split("\\.")).doesNotContainAnyElementsOf(drawers));
  }

  @Test
  void everyPackageSaysWhatItIsAndIsCheckedForNulls() {
    assertThat(
            HOUSE.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName))
        .isEmpty();
  }

  private static void check(ArchRule rule) {
    rule.check(HOUSE);
  }
}
