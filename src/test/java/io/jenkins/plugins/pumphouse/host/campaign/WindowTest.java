package io.jenkins.plugins.pumphouse.host.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.Test;

public class WindowTest {

    @Test
    public void aWindowOfADayIsOpenBetweenItsHours() {
        Window window = Window.parse("9:00-17:30");
        assertThat(window.isOpen(LocalTime.of(8, 59))).isFalse();
        assertThat(window.isOpen(LocalTime.of(9, 0))).isTrue();
        assertThat(window.isOpen(LocalTime.of(17, 29))).isTrue();
        assertThat(window.isOpen(LocalTime.of(17, 30))).isFalse();
    }

    @Test
    public void aWindowOverMidnightIsOpenOnBothSidesOfIt() {
        Window window = Window.parse(" 22:00 - 06:00 ");
        assertThat(window.isOpen(LocalTime.of(23, 30))).isTrue();
        assertThat(window.isOpen(LocalTime.of(5, 59))).isTrue();
        assertThat(window.isOpen(LocalTime.of(6, 0))).isFalse();
        assertThat(window.isOpen(LocalTime.of(21, 59))).isFalse();
    }

    @Test
    public void withoutHoursItIsAlwaysOpen() {
        assertThat(Window.parse(null).isOpen(LocalTime.NOON)).isTrue();
        assertThat(Window.parse(" ").isOpen(LocalTime.MIDNIGHT)).isTrue();
    }

    @Test
    public void whatIsNoWindowIsToldWithTheForm() {
        assertThatThrownBy(() -> Window.parse("nights"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"nights\" is no window of hours; write it like 22:00-06:00.");
        assertThatThrownBy(() -> Window.parse("25:00-06:00")).hasMessageContaining("22:00-06:00");
    }
}
