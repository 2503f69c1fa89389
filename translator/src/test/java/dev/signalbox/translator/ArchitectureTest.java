package dev.signalbox.translator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Who may use whom. */
class ArchitectureTest {
  private static final String ROOT = "dev.signalbox.translator";

  /** Reads what is part of the program, from where its classes are. */
  private static final String RESOURCES = "CrdResources";

  private static final String[] DIALECTS = {
    ROOT + ".istio..", ROOT + ".gatewayapi..", ROOT + ".linkerd..", ROOT + ".kubernetes.."
  };
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void theModelUsesNothingButDiagnostics() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".model..")
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..")
                    .and(not(resideInAnyPackage(ROOT + ".model..", ROOT + ".diagnostics..")))));
  }

  @Test
  void dialectsUseNeitherEachOtherNorEnvoy() {
    check(
        slices()
            .matching(ROOT + ".(istio|gatewayapi|linkerd|kubernetes)..")
            .should()
            .notDependOnEachOther());
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DIALECTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".envoy..", "io.envoyproxy.."));
  }

  @Test
  void envoyUsesNoManifest() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".envoy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".manifest.."));
  }

  @Test
  void theTranslatorHasNoNetworkNoFilesNoThreadsNoClock() {
    check(
        noClasses()
            .that(not(simpleName(RESOURCES)))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.grpc..", "java.nio.file..", "java.nio.channels..")
                    .or(belongToAnyOf(File.class, InputStream.class, Socket.class, URL.class))
                    .or(belongToAnyOf(Thread.class, Executor.class, Clock.class))));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
