package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import java.util.List;
import java.util.stream.Stream;

/** The arguments {@code cutover} and {@code providerNetworks} of the steps that bring networks. */
final class NetworkChoices {
    private NetworkChoices() {}
    /** The words that a pipeline may give for a cutover. */
    static List<String> words() {
        return Stream.of(Cutover.values()).map(Cutover::word).toList();
    }

    static ListBoxModel items() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.cutover.configuration"), "");
        items.add(Messages.text("choice.cutover.hold"), Cutover.HOLD.word());
        items.add(Messages.text("choice.cutover.address"), Cutover.ADDRESS.word());
        items.add(Messages.text("choice.cutover.now"), Cutover.NOW.word());
        return items;
    }

    static ListBoxModel providers() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.cutover.configuration"), "");
        items.add(Messages.text("choice.providerNetworks.keep"), ProviderNetworks.KEEP.word());
        items.add(Messages.text("choice.providerNetworks.choose"), ProviderNetworks.CHOOSE.word());
        items.add(Messages.text("choice.providerNetworks.fail"), ProviderNetworks.FAIL.word());
        return items;
    }
}
