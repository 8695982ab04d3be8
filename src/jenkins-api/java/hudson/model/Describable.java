package hudson.model;

import hudson.ExtensionList;

public interface Describable<T extends Describable<T>> {
    @SuppressWarnings("unchecked") // the descriptor whose clazz is this object's class describes T
    default Descriptor<T> getDescriptor() {
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (descriptor.clazz == getClass()) {
                return (Descriptor<T>) descriptor;
            }
        }
        throw new AssertionError(getClass() + " is missing its descriptor");
    }
}
