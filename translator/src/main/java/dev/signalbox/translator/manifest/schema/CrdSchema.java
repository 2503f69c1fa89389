package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;

/** The structural schema of one version of a kind. */
public final class CrdSchema {
  private final Structure structure;

  private CrdSchema(Structure structure) {
    this.structure = structure;
  }

  /** Compiles an openAPIV3Schema. */
  public static CrdSchema compile(Yaml schema) {
    return new CrdSchema(StructureReader.read(schema));
  }

  /** The object as an API server keeps it: defaults in place of what is absent. */
  public Mapping withDefaults(Mapping object) {
    return Defaults.fill(structure, object) instanceof Mapping filled ? filled : object;
  }

  /** The object without the fields that its version doesn't have. */
  public Mapping pruned(Mapping object) {
    return Pruning.prune(structure, object) instanceof Mapping pruned ? pruned : object;
  }

  /** What an API server refuses, or would drop, of an object that has its defaults. */
  public ImmutableList<Diagnostic> check(Mapping object, Origin id) {
    Problems problems = new Problems(id);
    StructureCheck.check(structure, object, new FieldPath.Root(), problems);
    return problems.toList();
  }
}
