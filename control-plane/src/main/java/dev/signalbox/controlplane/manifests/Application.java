package dev.signalbox.controlplane.manifests;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.Findings;
import dev.signalbox.controlplane.manifests.Applied.Input;
import dev.signalbox.controlplane.manifests.Applied.Validation;
import dev.signalbox.controlplane.manifests.FileEdit.Source;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Scope;
import dev.signalbox.translator.manifest.ManifestText;
import dev.signalbox.translator.manifest.ManifestText.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One apply: takes files one by one and sorts their objects into written and refused. */
final class Application {
  private final FolderEdit edit;
  private final Validation validation;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Finding> refused = new ArrayList<>();
  private final List<Finding> notes = new ArrayList<>();

  Application(FolderEdit edit, Validation validation) {
    this.edit = edit;
    this.validation = validation;
  }

  void add(Input input) throws IOException {
    ImmutableList<Finding> findings = findings(input);
    Set<Origin> invalid =
        findings.stream()
            .filter(this::refuses)
            .map(finding -> finding.diagnostic().origin().object())
            .collect(Collectors.toSet());
    findings.forEach(finding -> (refuses(finding) ? refused : notes).add(finding));
    ManifestText text = ManifestText.of(input.text());
    for (Entry entry : text.objects()) {
      outcomes.add(put(text, entry, invalid));
    }
  }

  Applied result() {
    return new Applied(
        ImmutableList.copyOf(outcomes),
        ImmutableList.copyOf(refused),
        ImmutableList.<Finding>builder().addAll(notes).addAll(meshFindings()).build());
  }

  /** What is wrong with the objects alone. */
  private ImmutableList<Finding> findings(Input input) {
    return ManifestSet.empty().with(input.name(), input.text()).findings().stream()
        .filter(finding -> finding.diagnostic().scope() == Scope.OBJECT)
        .filter(finding -> validation != Validation.IGNORE || !isUnknownField(finding))
        .collect(toImmutableList());
  }

  private boolean refuses(Finding finding) {
    return finding.diagnostic().isError()
        || (validation == Validation.STRICT && isUnknownField(finding));
  }

  private static boolean isUnknownField(Finding finding) {
    return finding.diagnostic().code() == Code.UNKNOWN_FIELD;
  }

  private Outcome put(ManifestText text, Entry entry, Set<Origin> invalid) throws IOException {
    if (!entry.key().isKnown()) {
      return new Outcome(entry.key(), ObjectResult.Outcome.LEFT_ALONE, "");
    }
    if (invalid.contains(entry.key().id())) {
      return new Outcome(entry.key(), ObjectResult.Outcome.REFUSED, "");
    }
    try {
      return edit.put(Source.of(text, entry));
    } catch (Refusal e) {
      refused.add(e.finding(entry.key()));
      return new Outcome(entry.key(), ObjectResult.Outcome.REFUSED, "");
    }
  }

  /** What the rest of the mesh makes questionable about what is written. */
  private ImmutableList<Finding> meshFindings() {
    Set<Origin> written =
        outcomes.stream()
            .filter(Outcome::isStored)
            .map(outcome -> outcome.key().id())
            .collect(Collectors.toSet());
    if (written.isEmpty()) {
      return ImmutableList.of();
    }
    ManifestSet after = edit.after();
    return Findings.of(after, new Translator().mesh(after).diagnostics().stream()).stream()
        .filter(finding -> concerns(finding.diagnostic(), written))
        .collect(toImmutableList());
  }

  private static boolean concerns(Diagnostic diagnostic, Set<Origin> objects) {
    return diagnostic.scope() == Scope.MESH && objects.contains(diagnostic.origin().object());
  }
}
