package hudson.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint {
    protected AdministrativeMonitor() {}

    @Override
    public String getDisplayName() {
        return getClass().getName();
    }

    public final String getSearchUrl() {
        return "administrativeMonitor/" + getClass().getName();
    }

    public abstract boolean isActivated();

    public static ExtensionList<AdministrativeMonitor> all() {
        return ExtensionList.lookup(AdministrativeMonitor.class);
    }
}
