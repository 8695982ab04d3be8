package io.jenkins.plugins.pumphouse.openstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Glance's data calls, whose bodies are too long for memory and for a second try. */
final class ImageData {
    /** A transfer must not outlive its token. */
    private static final Duration LASTING = Duration.ofMinutes(30);

    /** So much of a refusal is read for its words. */
    private static final int REFUSAL = 1 << 16;

    private final Cloud cloud;
    private final Wire wire;
    private final Session session;

    ImageData(Cloud cloud, Wire wire, Session session) {
        this.cloud = cloud;
        this.wire = wire;
        this.session = session;
    }

    Download download(String imageId) {
        Request request = Request.get(Service.IMAGE, path(imageId));
        for (int attempt = 1; ; attempt++) {
            cloud.requests().count(Service.IMAGE, request.method());
            try {
                HttpResponse<BodyStream> answer = wire.open(authorized(request).build());
                if (answer.statusCode() == 200) {
                    return new Download(answer.body(), answer.headers().firstValueAsLong("content-length").orElse(-1));
                }
                throw refusal(request, answer);
            } catch (Wire.NotSent e) {
                if (attempt == Backoff.TRIES) {
                    throw e.told();
                }
                Backoff.pause(attempt + 1, null, cloud.access().timeout());
            }
        }
    }

    void upload(String imageId, InputStream bytes) {
        Request request = Request.put(Service.IMAGE, path(imageId));
        cloud.requests().count(Service.IMAGE, request.method());
        HttpResponse<byte[]> answer;
        try {
            answer = wire.upload(authorized(request).header("Content-Type", "application/octet-stream"), bytes);
        } catch (Wire.NotSent e) {
            throw e.told();
        }
        if (answer.statusCode() >= 300) {
            throw fault(request, answer.statusCode(), answer.body());
        }
    }

    private static String path(String imageId) {
        return "/images/" + Request.segment(imageId) + "/file";
    }

    private HttpRequest.Builder authorized(Request request) {
        String token = session.lasting(LASTING).token();
        return HttpRequest.newBuilder(URI.create(cloud.root(Service.IMAGE) + request.path())).header("X-Auth-Token", token);
    }

    private CloudException refusal(Request request, HttpResponse<BodyStream> answer) {
        try (BodyStream body = answer.body()) {
            return answer.statusCode() == 204 // Glance's way to say that an image has no data
                    ? fault(request, 404, "the image has no data".getBytes(StandardCharsets.UTF_8))
                    : fault(request, answer.statusCode(), body.readNBytes(REFUSAL));
        } catch (IOException e) {
            return fault(request, answer.statusCode(), new byte[0]);
        }
    }

    private CloudException fault(Request request, int status, byte[] words) {
        return Fault.of(cloud.access(), request.toString(), status, words, null);
    }
}
