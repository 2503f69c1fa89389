package dev.signalbox.controlplane;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.controlplane.MassDeletionGuard.Admission;
import dev.signalbox.controlplane.ServedView.ResourceName;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.controlplane.state.LastGoodState;
import dev.signalbox.controlplane.state.LastGoodState.Saving;
import dev.signalbox.controlplane.thread.OneThread;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.Snapshot;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.LinkedRoutes;
import dev.signalbox.translator.model.Mesh;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the state: manifests to mesh to a snapshot for each view that has
 * streams. Changes that arrive while it works become one.
 */
final class Loop implements Snapshots, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private final ThreadPoolExecutor thread = OneThread.named("signalbox-loop");
  private final ThreadPoolExecutor reader = OneThread.named("signalbox-reader");
  private final ReadAhead readAhead =
      new ReadAhead(task -> reader.execute(() -> guarded("a large file", task)), this::enqueue);
  private final ConcurrentLinkedQueue<ImmutableList<FileChange>> batches =
      new ConcurrentLinkedQueue<>();
  private final Translator translator = new Translator();
  private final Map<ProxyView, ServedView> views = new HashMap<>();
  private final FindingLog findingLog = new FindingLog();
  private final Stopwatch clock = Stopwatch.createStarted();
  private final MassDeletionGuard guard;
  private final Optional<LastGoodState> state;
  private final ManifestSet restored;
  private final Consumer<LinkedRoutes> linked;
  private ManifestSet manifests;
  private @Nullable Mesh mesh;
  private volatile boolean ready;
  private volatile Optional<ManifestSet> inForce = Optional.empty();
  private volatile ImmutableList<Finding> findings = ImmutableList.of();

  /** What one change did. */
  private record Outcome(Set<ResourceName> resources, int proxies) {}

  /**
   * @param restored what was in force before a restart
   * @param state where to keep what comes into force
   * @param linked is told what has become of the routes of the manifests in force
   */
  Loop(
      MassDeletionGuard guard,
      ManifestSet restored,
      Optional<LastGoodState> state,
      Consumer<LinkedRoutes> linked) {
    this.linked = linked;
    this.guard = guard;
    this.state = state;
    this.restored = restored;
    this.manifests = restored;
    state.ifPresent(s -> s.onTrouble(() -> run("the state", this::updateFindings)));
  }

  /** Takes a batch of changes; returns at once. */
  void accept(ImmutableList<FileChange> batch) {
    readAhead.accept(batch);
  }

  private void enqueue(ImmutableList<FileChange> batch) {
    batches.add(batch);
    run("a change", this::applyBatches);
  }

  private void run(String what, Runnable step) {
    thread.execute(() -> guarded(what, step));
  }

  /** Whether the first translation could be served. */
  boolean ready() {
    return ready;
  }

  ImmutableList<Finding> findings() {
    return findings;
  }

  /** The manifests from which what is served was made; empty until the first have been read. */
  Optional<ManifestSet> manifests() {
    return inForce;
  }

  /** These objects are being deleted on purpose until the result is run. */
  Runnable expectDeletion(Collection<Origin> objects) {
    return guard.expect(objects);
  }

  @Override
  public Subscription subscribe(ProxyView view, Consumer<Snapshot> consumer) {
    ServedView.Listener listener = new ServedView.Listener(consumer);
    run("a new proxy", () -> add(view, listener));
    return () -> run("an end", () -> remove(view, listener));
  }

  @Override
  public void close() {
    reader.shutdownNow();
    thread.shutdownNow();
    state.ifPresent(LastGoodState::close);
  }

  private void add(ProxyView view, ServedView.Listener listener) {
    boolean known = views.containsKey(view);
    ServedView served = views.computeIfAbsent(view, v -> new ServedView());
    served.add(listener);
    if (!known && mesh != null) {
      translate(mesh, view, served);
      updateFindings();
    }
  }

  private void remove(ProxyView view, ServedView.Listener listener) {
    ServedView served = views.get(view);
    if (served != null) {
      served.remove(listener);
      if (served.listeners() == 0) {
        views.remove(view);
        translator.forget(view);
        updateFindings();
      }
    }
  }

  private void applyBatches() {
    Stopwatch stopwatch = Stopwatch.createStarted();
    List<FileChange> changes = new ArrayList<>();
    int taken = 0;
    for (var batch = batches.poll(); batch != null; batch = batches.poll()) {
      batch.forEach(change -> guarded(change.file(), () -> changes.add(change.read())));
      taken++;
    }
    if (taken == 0) {
      return;
    }
    Admission admission = admit(changes);
    if (admission.changes().isEmpty() && ready) {
      updateFindings();
      return;
    }
    manifests = admission.manifests();
    Optional<Saving> saving = state.map(kept -> kept.save(manifests));
    Mesh next = translator.mesh(manifests);
    mesh = next;
    saving.ifPresent(Saving::await);
    Outcome outcome = translate(next);
    ready = true;
    updateFindings();
    linked.accept(next.linked());
    inForce = Optional.of(manifests);
    log.info(
        ChangeLine.of(
            admission.changes(),
            outcome.resources().size(),
            outcome.proxies(),
            stopwatch.elapsed()));
  }

  /** Leaves out what is held back for now, and comes back to it. */
  private Admission admit(List<FileChange> changes) {
    Admission admission = guard.admit(manifests, changes, clock.elapsed());
    guard
        .remaining(clock.elapsed())
        .ifPresent(
            time ->
                CompletableFuture.delayedExecutor(time.toMillis() + 1, TimeUnit.MILLISECONDS)
                    .execute(() -> enqueue(ImmutableList.of())));
    return admission;
  }

  private Outcome translate(Mesh mesh) {
    Set<ResourceName> resources = new HashSet<>();
    int proxies = 0;
    for (Map.Entry<ProxyView, ServedView> view : views.entrySet()) {
      Set<ResourceName> changed = translate(mesh, view.getKey(), view.getValue());
      resources.addAll(changed);
      proxies += changed.isEmpty() ? 0 : view.getValue().listeners();
    }
    return new Outcome(resources, proxies);
  }

  private ImmutableSet<ResourceName> translate(Mesh mesh, ProxyView view, ServedView served) {
    try {
      return served.update(translator.translate(mesh, view));
    } catch (RuntimeException | StackOverflowError e) {
      logBug("the configuration of " + view.role() + " in " + view.namespace(), e);
      return ImmutableSet.of();
    }
  }

  private void updateFindings() {
    findings =
        Findings.of(
            manifests,
            Stream.of(
                    Stream.ofNullable(mesh).flatMap(m -> m.diagnostics().stream()),
                    views.values().stream().flatMap(served -> served.diagnostics().stream()),
                    manifests.retainedFrom(restored).stream().map(StateFindings::lastGood),
                    guard.diagnostic().stream(),
                    state.flatMap(LastGoodState::trouble).map(StateFindings::notSaved).stream())
                .flatMap(diagnostics -> diagnostics));
    findingLog.update(findings);
  }

  /** A bug in one place must not stop the others: what was in force there stays. */
  private static void guarded(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | StackOverflowError e) {
      logBug(what, e);
    }
  }

  private static void logBug(String what, Throwable e) {
    log.error("a bug: {} could not be taken over, what was in force stays", what, e);
  }
}
