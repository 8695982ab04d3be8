package io.jenkins.plugins.pumphouse.report;

import io.jenkins.plugins.pumphouse.report.html.HtmlFrame;
import java.io.File;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerResponse2;

/** A file of a build on its way to a browser. */
final class FileResponse {
    private FileResponse() {}

    /** The file; not found when there is none. */
    static HttpResponse of(File file) throws IOException {
        return file.isFile() ? HttpResponses.staticResource(file.toURI().toURL()) : HttpResponses.notFound();
    }

    /** The same of a page. The header also holds for one of an earlier version, which does not say it itself. */
    static HttpResponse page(File file, StaplerResponse2 response) throws IOException {
        response.setHeader("Content-Security-Policy", HtmlFrame.POLICY);
        return of(file);
    }
}
