package io.jenkins.plugins.pumphouse.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A body that java.net.http brings. At most {@value #AHEAD} pieces wait unread (16 kB each, the buffer of the JDK's
 * client), so memory is bounded.
 */
final class PushedBody extends ReplyBody implements BodySubscriber<PushedBody> {

    private static final int AHEAD = 64;

    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();

    PushedBody(Duration stall, Function<Throwable, NoResponseException> diagnosis) {
        super(stall, diagnosis);
    }

    @Override
    public CompletionStage<PushedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (subscribed.complete(subscription)) {
            subscription.request(AHEAD);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        add(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    @Override
    void askForMore() {
        subscribed.join().request(1);
    }

    @Override
    void cancel() {
        subscribed.thenAccept(Flow.Subscription::cancel);
        subscribed.cancel(false);
    }
}
