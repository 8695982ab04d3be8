package io.jenkins.plugins.pumphouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

/** How much of an answer is kept. */
public class WholeBodyTest {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final WholeBody body = new WholeBody(4);
    private final CompletableFuture<byte[]> whole = body.getBody().toCompletableFuture();

    private void receive(int... sizes) {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        for (int size : sizes) {
            body.onNext(List.of(ByteBuffer.allocate(size)));
        }
    }

    @Test
    public void aBodyUpToTheBoundIsKeptWhole() {
        receive(1, 3);
        body.onComplete();
        assertThat(whole).isCompletedWithValueMatching(bytes -> bytes.length == 4);
    }

    @Test
    public void aBodyBeyondTheBoundEndsTheConnection() {
        receive(1, 3, 1);
        assertThat(whole).isCompletedExceptionally();
        assertThat(cancelled).isTrue();
    }
}
