package dev.signalbox.translator;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.proto.admin.v1.Finding;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A snapshot as people read it. */
public final class Printed {
  private static final TypeRegistry TYPES = types();
  private static final DumpSettings YAML =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(100).build();

  private Printed() {}

  public static String yaml(Snapshot snapshot) throws InvalidProtocolBufferException {
    Map<String, List<Object>> printed = new LinkedHashMap<>();
    for (ResourceType type : ResourceType.values()) {
      List<Object> resources = new ArrayList<>();
      for (Resource resource : snapshot.of(type).values()) {
        resources.add(plain(message(resource)));
      }
      if (!resources.isEmpty()) {
        printed.put(heading(type), resources);
      }
    }
    return new Dump(YAML).dumpToString(printed);
  }

  private static String heading(ResourceType type) {
    return switch (type) {
      case CLUSTER -> "clusters";
      case ENDPOINTS -> "endpoints";
      case LISTENER -> "listeners";
      case ROUTES -> "routes";
    };
  }

  static Message message(Resource resource) throws InvalidProtocolBufferException {
    return switch (resource.type()) {
      case CLUSTER -> Cluster.parseFrom(resource.any().getValue());
      case ENDPOINTS -> ClusterLoadAssignment.parseFrom(resource.any().getValue());
      case LISTENER -> Listener.parseFrom(resource.any().getValue());
      case ROUTES -> RouteConfiguration.parseFrom(resource.any().getValue());
    };
  }

  private static Object plain(Message message) throws InvalidProtocolBufferException {
    String json = JsonFormat.printer().usingTypeRegistry(TYPES).print(message);
    return new Load(LoadSettings.builder().build()).loadFromString(json);
  }

  private static TypeRegistry types() {
    TypeRegistry.Builder types = TypeRegistry.newBuilder();
    FileDescriptor ours = Finding.getDescriptor().getFile();
    ours.getDependencies().forEach(file -> types.add(file.getMessageTypes()));
    return types.build();
  }
}
