package io.jenkins.plugins.pumphouse.settings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A file of settings that is no XML any more, of a full disk or an editor: Jenkins then begins without settings, says
 * so only in its log, and overwrites the file at the next opportunity.
 */
final class BrokenFile {
    private BrokenFile() {}

    /**
     * What is wrong with a file, which is then copied aside; empty when nothing is, or there is no file.
     *
     * @param file as Jenkins stores it
     */
    static Optional<String> check(File file) {
        if (!file.isFile()) {
            return Optional.empty();
        }
        try {
            SAXParserFactory parsers = SAXParserFactory.newDefaultInstance(); // of the JDK, which knows the features
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SAXParser parser = parsers.newSAXParser();
            parser.parse(file, new DefaultHandler());
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (SAXException | IOException e) {
            return Optional.of("Jenkins could not read " + file + " (" + e.getMessage()
                    + "), so none of its configurations is known. " + kept(file.toPath())
                    + " Correct the file and restart Jenkins, or enter the configurations anew.");
        }
    }

    private static String kept(Path file) {
        Path copy = file.resolveSibling(file.getFileName() + ".unreadable");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            return "It was copied to " + copy + ", before anything overwrites it.";
        } catch (IOException e) {
            return "It could not be copied (" + e.getMessage() + "), and is lost once configurations are saved.";
        }
    }
}
