package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.model.Action;
import hudson.model.Result;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;

/**
 * A build. It is saved beside its program and apart from it, as Jenkins does with {@code build.xml}; of its actions,
 * those that are serializable come back.
 */
public final class PipelineRun extends Run<PipelineJob, PipelineRun> {
    private volatile Path directory;
    private volatile boolean building = true;
    private String displayName;
    private String description;
    private volatile PipelineRun previous;

    PipelineRun(PipelineSettings settings) throws IOException {
        super(new PipelineJob(settings.job()));
        this.number = settings.number();
        this.displayName = "#" + number;
        this.directory = Path.of(settings.buildDirectory());
        Files.createDirectories(directory);
        load();
        getParent().begun(this);
    }

    @Override
    public File getRootDir() {
        return directory.toFile();
    }

    /** As that of its job, when it is renamed. */
    public void moveTo(Path place) throws IOException {
        Files.move(directory, place);
        directory = place;
    }

    /** Null for the first; also for one that was loaded, as only the build itself is saved. */
    @Override
    public PipelineRun getPreviousBuild() {
        return previous;
    }

    /** Makes another build of the job the one before this. */
    public void follow(PipelineRun earlier) {
        previous = earlier;
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    String description() {
        return description;
    }

    void setDescription(String description) {
        this.description = description;
    }

    void ended() throws IOException {
        building = false;
        save();
    }

    @Override
    public synchronized void save() throws IOException {
        ArrayList<Action> actions = new ArrayList<>();
        getAllActions().stream().filter(Serializable.class::isInstance).forEach(actions::add);
        Path part = directory.resolve("build.part");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(part))) {
            out.writeObject(new Saved(result, displayName, description, timestamp, actions));
        }
        Files.move(part, file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private void load() throws IOException {
        if (!Files.exists(file())) {
            return;
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file()))) {
            Saved saved = (Saved) in.readObject();
            result = saved.result();
            displayName = saved.displayName();
            description = saved.description();
            timestamp = saved.timestamp();
            for (Action action : saved.actions()) {
                super.addAction(action);
                if (action instanceof RunAction2 loaded) {
                    loaded.onLoad(this);
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private Path file() {
        return directory.resolve("build.ser");
    }

    private record Saved(Result result, String displayName, String description, long timestamp, List<Action> actions)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
