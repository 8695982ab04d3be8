package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import jenkins.model.RunAction2;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements Saveable, AccessControlled {
    protected final transient JobT project;
    public transient int number = 1;
    protected long timestamp = System.currentTimeMillis();
    protected volatile Result result;

    protected Run(JobT job) throws IOException {
        this.project = job;
    }

    @Override
    public void addAction(Action a) {
        super.addAction(a);
        if (a instanceof RunAction2 attached) {
            attached.onAttached(this);
        }
    }

    public JobT getParent() {
        return project;
    }

    public int getNumber() {
        return number;
    }

    public String getId() {
        return Integer.toString(number);
    }

    public String getExternalizableId() {
        return project.getFullName() + "#" + number;
    }

    public String getUrl() {
        return project.getUrl() + number + "/";
    }

    @Override
    public String getDisplayName() {
        return "#" + number;
    }

    public String getFullDisplayName() {
        return project.getFullName() + " " + getDisplayName();
    }

    public final long getStartTimeInMillis() {
        return timestamp;
    }

    public Result getResult() {
        return result;
    }

    public void setResult(Result r) {
        if (result == null || r.isWorseThan(result)) {
            result = r;
        }
    }

    public RunT getPreviousBuild() {
        return null;
    }

    public boolean isBuilding() {
        return true;
    }

    public File getRootDir() {
        throw new IllegalStateException(getExternalizableId() + " has no directory");
    }

    @Override
    public void save() throws IOException {}

    @Override
    public ACL getACL() {
        return project.getACL();
    }
}
