package dev.signalbox.controlplane.admin;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.Offline;
import dev.signalbox.controlplane.manifests.NotReadyException;
import dev.signalbox.controlplane.manifests.Refusal;
import dev.signalbox.controlplane.report.CodesReport;
import dev.signalbox.controlplane.report.FindingsReport;
import java.io.IOException;

/** The JSON API: what the commands do, in the same shapes. */
final class Api {
  private final AdminSources sources;
  private final ObjectsApi objects;
  private final ProxiesApi proxies;

  Api(AdminSources sources) {
    this.sources = sources;
    this.objects = new ObjectsApi(sources.manifests());
    this.proxies = new ProxiesApi(sources);
  }

  /** Whether a request may write; analyze only looks at what it is sent. */
  static boolean changes(ApiRequest request) {
    return !request.method().equals("GET") && !request.path().getFirst().equals("analyze");
  }

  Answer answer(ApiRequest request) {
    try {
      return route(request);
    } catch (ApiException e) {
      return e.answer();
    } catch (NotReadyException e) {
      return Answer.error(Answer.UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (Refusal e) {
      return Answer.error(Answer.CONFLICT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Answer.error(Answer.CONFLICT, "the folder can't be written: " + e.getMessage());
    }
  }

  private Answer route(ApiRequest request) throws IOException, Refusal {
    return switch (request.path().getFirst()) {
      case "findings" -> only("GET", request, 1, Answer.json(Answer.OK, findings()));
      case "codes" -> only("GET", request, 1, Answer.json(Answer.OK, CodesReport.ITEMS));
      case "analyze" -> analyze(request);
      case "apply" -> objects.apply(request);
      case "delete" -> objects.delete(request);
      case "objects" -> objects.objects(request);
      case "proxies" -> proxies.answer(request);
      default -> throw nothingHere(request);
    };
  }

  private FindingsReport findings() {
    return FindingsReport.of(sources.findings().get());
  }

  private static Answer only(String method, ApiRequest request, int parts, Answer answer) {
    check(request, method, parts);
    request.allow();
    return answer;
  }

  private static Answer analyze(ApiRequest request) throws IOException {
    check(request, "POST", 1);
    request.allow();
    Offline offline = Offline.of(ImmutableList.of(request.manifests()));
    return Answer.json(Answer.OK, FindingsReport.of(offline.findings()));
  }

  /** Throws unless the request has the method, and the path so many parts. */
  static void check(ApiRequest request, String method, int parts) {
    if (request.path().size() != parts) {
      throw nothingHere(request);
    }
    if (!request.method().equals(method)) {
      throw new ApiException(Answer.METHOD_NOT_ALLOWED, "only " + method + " is allowed here");
    }
  }

  static ApiException nothingHere(ApiRequest request) {
    return new ApiException(
        Answer.NOT_FOUND,
        "there is nothing at " + ApiRequest.PREFIX + String.join("/", request.path()));
  }
}
