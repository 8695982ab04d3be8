package io.jenkins.plugins.pumphouse.report;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/** A file that a step leaves with its build, for all who may read the job. */
public enum BuildFile {
    INVENTORY_HTML("inventory.html"),
    INVENTORY_CSV("inventory.csv"),
    /** Of the last dry run, for people. */
    PLAN_HTML("plan.html"),
    /** The same as it is applied. */
    PLAN("plan.json");

    private final String fileName;

    BuildFile(String fileName) {
        this.fileName = fileName;
    }

    /** Below the page of the build, and in the workspace of the step. */
    public String fileName() {
        return fileName;
    }

    /** Where it is, or would be, in the directory of a build. */
    File in(File directory) {
        return new File(directory, fileName());
    }

    /** The names of those that are there. */
    static List<String> namesIn(File directory) {
        return Arrays.stream(values())
                .filter(each -> each.in(directory).isFile())
                .map(BuildFile::fileName)
                .toList();
    }
}
