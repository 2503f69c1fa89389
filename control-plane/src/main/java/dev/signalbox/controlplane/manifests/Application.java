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
import java.util.stream.Stream;

/** One apply: takes files one by one and sorts their objects into written and refused. */
final class Application {
  private final FolderEdit edit;
  private final ApplyRules rules;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Finding> refused = new ArrayList<>();
  private final List<Finding> notes = new ArrayList<>();

  Application(FolderEdit edit, ApplyRules rules) {
    this.edit = edit;
    this.rules = rules;
  }

  void add(Input input) throws IOException {
    NamespacedText namespaced = NamespacedText.of(input.name(), input.text(), rules.namespace());
    ImmutableList<Finding> findings = findings(input.name(), namespaced);
    findings.forEach(finding -> (refuses(finding) ? refused : notes).add(finding));
    refused.addAll(namespaced.conflicts());
    Set<Origin> invalid =
        Stream.concat(findings.stream().filter(this::refuses), namespaced.conflicts().stream())
            .map(finding -> finding.diagnostic().origin().object())
            .collect(Collectors.toSet());
    ManifestText text = ManifestText.of(namespaced.text());
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
  private ImmutableList<Finding> findings(String file, NamespacedText text) {
    return ManifestSet.empty().with(file, text.text()).findings().stream()
        .filter(finding -> finding.diagnostic().scope() == Scope.OBJECT)
        .filter(finding -> rules.validation() != Validation.IGNORE || !isUnknownField(finding))
        .map(text::asGiven)
        .collect(toImmutableList());
  }

  private boolean refuses(Finding finding) {
    return finding.diagnostic().isError()
        || (rules.validation() == Validation.STRICT && isUnknownField(finding));
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
