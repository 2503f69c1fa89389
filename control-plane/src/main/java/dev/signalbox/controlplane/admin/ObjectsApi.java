package dev.signalbox.controlplane.admin;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.manifests.Manifests;
import dev.signalbox.controlplane.manifests.NamedObjects;
import dev.signalbox.controlplane.manifests.Refusal;
import dev.signalbox.controlplane.manifests.ResourceKind;
import dev.signalbox.controlplane.report.AppliedReport;
import dev.signalbox.controlplane.report.FindingsReport;
import dev.signalbox.controlplane.report.ManifestTree;
import dev.signalbox.controlplane.server.FindingMessages;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.proto.manifests.v1.ApplyManifestsRequest;
import dev.signalbox.proto.manifests.v1.ApplyManifestsRequest.Validation;
import dev.signalbox.proto.manifests.v1.ApplyManifestsResponse;
import dev.signalbox.proto.manifests.v1.DeleteManifestsRequest;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.Manifest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.diagnostics.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code objects}, {@code objects/KIND/NAMESPACE/NAME}, {@code apply} and {@code delete}. */
final class ObjectsApi {
  private static final String DRY_RUN = "dryRun";
  private static final String NAMESPACE = "namespace";
  private static final String IGNORE_NOT_FOUND = "ignoreNotFound";
  private static final int ONE_OBJECT = 4;

  private final Manifests manifests;

  ObjectsApi(Manifests manifests) {
    this.manifests = manifests;
  }

  Answer objects(ApiRequest request) throws IOException, Refusal {
    return switch (request.path().size()) {
      case 1 -> list(request);
      case ONE_OBJECT -> request.method().equals("DELETE") ? deleteOne(request) : getOne(request);
      default -> throw Api.nothingHere(request);
    };
  }

  Answer apply(ApiRequest request) throws IOException {
    Api.check(request, "POST", 1);
    request.allow(NAMESPACE, "validate", DRY_RUN);
    FileChange.Text file = request.manifests();
    ApplyManifestsRequest.Builder message =
        ApplyManifestsRequest.newBuilder()
            .setNamespace(request.parameter(NAMESPACE))
            .setValidation(validation(request.parameter("validate")))
            .setDryRun(request.flag(DRY_RUN));
    message.addFilesBuilder().setName(file.file()).setText(file.text());
    ApplyManifestsResponse response = manifests.apply(message.build());
    AppliedReport report =
        AppliedReport.of(
            findings(response.getRefusedList()),
            findings(response.getNotesList()),
            response.getResultsList());
    if (report.findings().isEmpty() && report.objects().isEmpty()) {
      throw new ApiException(Answer.BAD_REQUEST, "there are no objects in the body");
    }
    return Answer.json(report.findings().isEmpty() ? Answer.OK : Answer.UNPROCESSABLE, report);
  }

  Answer delete(ApiRequest request) throws IOException, Refusal {
    Api.check(request, "POST", 1);
    request.allow(NAMESPACE, DRY_RUN, IGNORE_NOT_FOUND);
    FileChange.Text file = request.manifests();
    NamedObjects named = NamedObjects.in(file.file(), file.text(), request.parameter(NAMESPACE));
    return named.findings().isEmpty()
        ? delete(request, named.objects())
        : Answer.json(Answer.UNPROCESSABLE, FindingsReport.of(named.findings()));
  }

  private Answer list(ApiRequest request) {
    Api.check(request, "GET", 1);
    request.allow("kind", NAMESPACE, "name");
    ListManifestsRequest.Builder message = ListManifestsRequest.newBuilder();
    Splitter.on(',')
        .omitEmptyStrings()
        .splitToStream(request.parameter("kind"))
        .flatMap(ObjectsApi::kinds)
        .forEach(
            kind ->
                message.addSelectors(
                    kind.object(request.parameter(NAMESPACE), request.parameter("name"))));
    if (message.getSelectorsCount() == 0) {
      message.addSelectors(
          ObjectName.newBuilder()
              .setNamespace(request.parameter(NAMESPACE))
              .setName(request.parameter("name")));
    }
    List<Manifest> found = manifests.list(message.build()).getManifestsList();
    return Answer.json(Answer.OK, ManifestTree.of(found, false));
  }

  private Answer getOne(ApiRequest request) {
    Api.check(request, "GET", ONE_OBJECT);
    request.allow();
    ObjectName object = object(request);
    List<Manifest> found =
        manifests
            .list(ListManifestsRequest.newBuilder().addSelectors(object).build())
            .getManifestsList();
    if (found.isEmpty()) {
      throw new ApiException(Answer.NOT_FOUND, missing(object));
    }
    return Answer.json(Answer.OK, ManifestTree.of(found, true));
  }

  private Answer deleteOne(ApiRequest request) throws IOException, Refusal {
    request.allow(DRY_RUN, IGNORE_NOT_FOUND);
    return delete(request, ImmutableList.of(object(request)));
  }

  private Answer delete(ApiRequest request, List<ObjectName> objects) throws IOException, Refusal {
    List<ObjectResult> results =
        manifests
            .delete(
                DeleteManifestsRequest.newBuilder()
                    .addAllObjects(objects)
                    .setDryRun(request.flag(DRY_RUN))
                    .build())
            .getResultsList();
    Optional<ObjectName> missing =
        results.stream()
            .filter(result -> result.getOutcome() == ObjectResult.Outcome.NOT_FOUND)
            .map(ObjectResult::getObject)
            .findFirst();
    boolean failed = missing.isPresent() && !request.flag(IGNORE_NOT_FOUND);
    ImmutableMap.Builder<String, Object> body = ImmutableMap.builder();
    missing.filter(object -> failed).ifPresent(object -> body.put("error", missing(object)));
    body.put("objects", AppliedReport.items(results));
    return Answer.json(failed ? Answer.NOT_FOUND : Answer.OK, body.buildOrThrow());
  }

  private static ObjectName object(ApiRequest request) {
    List<String> path = request.path();
    return kind(path.get(1)).object(path.get(2), path.get(3));
  }

  private static String missing(ObjectName object) {
    return "%s \"%s\" not found in namespace %s"
        .formatted(
            ResourceKind.label(object.getGroup(), object.getKind()),
            object.getName(),
            object.getNamespace());
  }

  private static ResourceKind kind(String name) {
    return kinds(name).findFirst().orElseThrow();
  }

  private static Stream<ResourceKind> kinds(String name) {
    ImmutableList<ResourceKind> kinds = ResourceKind.findAll(name);
    if (kinds.isEmpty()) {
      throw new ApiException(Answer.BAD_REQUEST, ResourceKind.unknown(name));
    }
    return kinds.stream();
  }

  private static Validation validation(String mode) {
    return switch (mode) {
      case "", "strict" -> Validation.VALIDATION_STRICT;
      case "warn" -> Validation.VALIDATION_WARN;
      case "ignore" -> Validation.VALIDATION_IGNORE;
      default ->
          throw new ApiException(
              Answer.BAD_REQUEST, "validate is none of strict, warn and ignore: " + mode);
    };
  }

  private static ImmutableList<Finding> findings(
      List<dev.signalbox.proto.admin.v1.Finding> messages) {
    return messages.stream()
        .map(FindingMessages::read)
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }
}
