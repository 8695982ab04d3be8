package io.jenkins.plugins.pumphouse.pipeline.trial;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code order dish: 'soup', …}: returns what it understood. */
public final class OrderStep extends Step {
    private final String dish;
    private int portions = 1;
    private boolean hot;
    private Size size = Size.SMALL;
    private List<String> spices = List.of();
    private List<Extra> extras = List.of();
    private Map<String, String> notes = Map.of();

    /** An enum. */
    public enum Size {
        SMALL,
        LARGE
    }

    /** A nested object. */
    public static final class Extra extends AbstractDescribableImpl<Extra> {
        private final String name;
        private int grams;

        @DataBoundConstructor
        public Extra(String name) {
            this.name = name;
        }

        @DataBoundSetter
        public void setGrams(int grams) {
            this.grams = grams;
        }

        @Override
        public String toString() {
            return name + ":" + grams;
        }

        @Extension
        @Symbol("extra")
        public static final class DescriptorImpl extends Descriptor<Extra> {}
    }

    @DataBoundConstructor
    public OrderStep(String dish) {
        if (dish == null) {
            throw new IllegalArgumentException("name a dish");
        }
        this.dish = dish;
    }

    @DataBoundSetter
    public void setPortions(int portions) {
        this.portions = portions;
    }

    @DataBoundSetter
    public void setHot(boolean hot) {
        this.hot = hot;
    }

    @DataBoundSetter
    public void setSize(Size size) {
        this.size = size;
    }

    @DataBoundSetter
    public void setSpices(List<String> spices) {
        this.spices = spices;
    }

    @DataBoundSetter
    public void setExtras(List<Extra> extras) {
        this.extras = extras;
    }

    @DataBoundSetter
    public void setNotes(Map<String, String> notes) {
        this.notes = notes;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(
                context,
                dish + " x" + portions + (hot ? " hot " : " cold ") + size + " " + spices + " " + extras + " " + notes);
    }

    @Extension
    public static final class DescriptorImpl extends TrialDescriptor {
        public DescriptorImpl() {
            super("order");
        }
    }

    private static final class Execution extends SynchronousStepExecution<String> {
        private static final long serialVersionUID = 1L;

        private final String understood;

        Execution(StepContext context, String understood) {
            super(context);
            this.understood = understood;
        }

        @Override
        protected String run() {
            return understood;
        }
    }
}
