package dev.signalbox.controlplane.manifests;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonElement;
import dev.signalbox.controlplane.manifests.Applied.Input;
import dev.signalbox.controlplane.manifests.Applied.Validation;
import dev.signalbox.controlplane.manifests.ManifestStore.Written;
import dev.signalbox.controlplane.server.FindingMessages;
import dev.signalbox.controlplane.status.LiveStatus;
import dev.signalbox.controlplane.status.StatusJson;
import dev.signalbox.proto.manifests.v1.ApplyManifestsRequest;
import dev.signalbox.proto.manifests.v1.ApplyManifestsResponse;
import dev.signalbox.proto.manifests.v1.DeleteManifestsRequest;
import dev.signalbox.proto.manifests.v1.DeleteManifestsResponse;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.ListManifestsResponse;
import dev.signalbox.proto.manifests.v1.Manifest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.ManifestSet.StoredObject;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ObjectKey;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** What gRPC and HTTP offer alike: the manifests of the watched folders, as messages. */
public final class Manifests {
  private static final Comparator<StoredObject> BY_NAME =
      Comparator.comparing(
          object -> object.key().id(),
          Comparator.comparing(Origin::kind)
              .thenComparing(Origin::namespace)
              .thenComparing(Origin::name));

  private final ManifestStore store;
  private final Supplier<LiveStatus> live;

  /**
   * Works on a store.
   *
   * @param live what has become of its objects
   */
  public Manifests(ManifestStore store, Supplier<LiveStatus> live) {
    this.store = store;
    this.live = live;
  }

  public ListManifestsResponse list(ListManifestsRequest request) {
    StatusJson statuses = new StatusJson(live.get());
    ImmutableList<StoredObject> objects = store.list();
    return ListManifestsResponse.newBuilder()
        .addAllManifests(
            objects.stream()
                .filter(object -> matches(request.getSelectorsList(), object.key()))
                .sorted(BY_NAME)
                .map(object -> message(object, statuses))
                .toList())
        .addAllManifests(
            isBuiltInAskedFor(request, objects)
                ? ImmutableList.of(builtIn(statuses))
                : ImmutableList.of())
        .build();
  }

  /** Among all kinds, only what files have is listed. */
  private static boolean isBuiltInAskedFor(
      ListManifestsRequest request, ImmutableList<StoredObject> objects) {
    return request.getSelectorsCount() < ResourceKind.ALL.size()
        && request.getSelectorsList().stream().anyMatch(BuiltInClass::isAskedFor)
        && objects.stream().noneMatch(object -> object.key().id().equals(BuiltInClass.ID));
  }

  private static Manifest builtIn(StatusJson statuses) {
    return BuiltInClass.manifest()
        .setJson(statuses.in(BuiltInClass.ID, BuiltInClass.json()).toString())
        .build();
  }

  public ApplyManifestsResponse apply(ApplyManifestsRequest request) throws IOException {
    ImmutableList<Input> inputs =
        request.getFilesList().stream()
            .map(file -> new Input(file.getName(), file.getText()))
            .collect(toImmutableList());
    Written<Applied> written =
        store.apply(
            inputs,
            new ApplyRules(validation(request.getValidation()), request.getNamespace()),
            request.getDryRun());
    Applied applied = written.result();
    return ApplyManifestsResponse.newBuilder()
        .addAllResults(results(applied.outcomes(), written.inForce()))
        .addAllRefused(applied.refused().stream().map(FindingMessages::of).toList())
        .addAllNotes(applied.notes().stream().map(FindingMessages::of).toList())
        .build();
  }

  public DeleteManifestsResponse delete(DeleteManifestsRequest request)
      throws IOException, Refusal {
    ImmutableList<ObjectKey> keys =
        request.getObjectsList().stream().map(Manifests::key).collect(toImmutableList());
    Written<ImmutableList<Outcome>> deleted = store.delete(keys, request.getDryRun());
    return DeleteManifestsResponse.newBuilder()
        .addAllResults(results(deleted.result(), deleted.inForce()))
        .build();
  }

  private static boolean matches(List<ObjectName> selectors, ObjectKey key) {
    return selectors.isEmpty() || selectors.stream().anyMatch(selector -> matches(selector, key));
  }

  private static boolean matches(ObjectName selector, ObjectKey key) {
    boolean kind =
        selector.getKind().isEmpty()
            || (selector.getKind().equals(key.id().kind())
                && selector.getGroup().equals(key.group()));
    return kind
        && allows(selector.getNamespace(), key.id().namespace())
        && allows(selector.getName(), key.id().name());
  }

  private static boolean allows(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }

  private static Manifest message(StoredObject object, StatusJson statuses) {
    JsonElement json = Secrets.hidden(object.key(), ManifestJson.of(object.root()));
    return Manifest.newBuilder()
        .setObject(name(object.key()))
        .setJson(statuses.in(object.key().id(), json).toString())
        .setFile(object.place().file())
        .setLine(object.place().line())
        .build();
  }

  private static ImmutableList<ObjectResult> results(
      ImmutableList<Outcome> outcomes, boolean inForce) {
    return outcomes.stream()
        .map(
            outcome ->
                ObjectResult.newBuilder()
                    .setObject(name(outcome.key()))
                    .setOutcome(outcome.outcome())
                    .setFile(outcome.file())
                    .setInForce(inForce)
                    .build())
        .collect(toImmutableList());
  }

  private static ObjectName name(ObjectKey key) {
    return ObjectName.newBuilder()
        .setGroup(key.group())
        .setKind(key.id().kind())
        .setNamespace(key.id().namespace())
        .setName(key.id().name())
        .build();
  }

  private static ObjectKey key(ObjectName name) {
    return new ObjectKey(
        name.getGroup(),
        new Origin(name.getGroup(), name.getKind(), name.getNamespace(), name.getName(), ""));
  }

  private static Validation validation(ApplyManifestsRequest.Validation validation) {
    return switch (validation) {
      case VALIDATION_WARN -> Validation.WARN;
      case VALIDATION_IGNORE -> Validation.IGNORE;
      default -> Validation.STRICT;
    };
  }
}
