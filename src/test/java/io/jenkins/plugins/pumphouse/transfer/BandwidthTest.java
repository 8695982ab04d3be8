package io.jenkins.plugins.pumphouse.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Test;

/** What transfers may take, by a clock that only goes on while somebody waits. */
public class BandwidthTest {
    private static final long MEGABYTE = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();

    @After
    public void clear() {
        Thread.interrupted();
    }

    private Bandwidth of(long perSecond) {
        return new Bandwidth(perSecond, now::get, now::addAndGet);
    }

    @Test
    public void aTransferTakesAsLongAsItsBytesNeed() {
        Bandwidth bandwidth = of(10 * MEGABYTE);

        for (int piece = 0; piece < 500; piece++) {
            bandwidth.take(MEGABYTE / 10);
        }

        assertThat(now.get()).isBetween(5 * SECOND - SECOND / 4, 5 * SECOND);
    }

    @Test
    public void transfersShareIt() {
        Bandwidth bandwidth = of(10 * MEGABYTE);

        for (int piece = 0; piece < 100; piece++) {
            bandwidth.take(MEGABYTE / 10); // one
            bandwidth.take(MEGABYTE / 10); // and the other
        }

        assertThat(now.get()).isBetween(2 * SECOND - SECOND / 4, 2 * SECOND);
    }

    @Test
    public void whatNobodyTookForAnHourIsNotMadeUpFor() {
        Bandwidth bandwidth = of(10 * MEGABYTE);
        now.addAndGet(3600 * SECOND);
        long begun = now.get();

        bandwidth.take(100 * MEGABYTE);

        assertThat(now.get() - begun).isBetween(10 * SECOND - SECOND / 4, 10 * SECOND);
    }

    @Test
    public void withoutABoundNobodyWaits() {
        of(0).take(Long.MAX_VALUE / 4);

        assertThat(now.get()).isZero();
    }

    @Test
    public void anInterruptEndsTheWait() {
        Bandwidth bandwidth = new Bandwidth(MEGABYTE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> bandwidth.take(3600 * MEGABYTE)).isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
