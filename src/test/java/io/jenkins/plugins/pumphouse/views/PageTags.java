package io.jenkins.plugins.pumphouse.views;

import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.xml.sax.SAXException;

/** Stand-ins for Jenkins' tags of pages. */
final class PageTags {
    /** The colours that Jenkins' own style sheet has names for, in both of its themes. */
    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #14141f; --background: #fff; --table-background: #e9ebf0;
              --line: #d4d7de; --link: #0b6aa2; --cyan: #0e8a96; --indigo: #5a55d6; --orange: #c8641a; --purple: #8f4bbd;
              --yellow: #b58900; --brown: #8b6148; --blue: #2a6fd1; --green: #2f8f4e; --pink: #c2477f; --red: #c01b25;
              --jenkins-border-color: #d4d7de }
            @media (prefers-color-scheme: dark) { :root { --text: #e6e6ef; --background: #17191e; --table-background: #2b3038;
              --line: #3b424d; --link: #6db7e8; --cyan: #4cc4d0; --indigo: #8f8bf5; --orange: #f0955a; --purple: #c08be6;
              --yellow: #e3c04b; --brown: #bd9577; --blue: #6aa6f8; --green: #5fc27e; --pink: #ec83b0; --red: #ff7b72;
              --jenkins-border-color: #3b424d } }
            * { box-sizing: border-box } body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: var(--text);
              background: var(--background) }
            a { color: var(--link) } h1 { font-size: 24px } main { padding: 16px 24px; min-width: 0; flex: 1 }
            .page { display: flex } nav { padding: 16px; flex: 0 0 180px } table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top }
            th { background: var(--table-background) }
            .jenkins-table { margin-bottom: 20px } .jenkins-alert { border: 2px solid var(--red); border-radius: 8px; padding: 12px }
            .jenkins-form-item { margin: 0 0 14px } .jenkins-form-label { font-weight: 600; margin-bottom: 4px }
            .setting-main input:not([type]), .setting-main input[type=text], .setting-main input[type=number], textarea,
              .setting-main select { width: 100%; padding: 6px 8px; border: 2px solid var(--line); border-radius: 6px;
              background: var(--background); color: var(--text); font: inherit }
            .repeated-chunk { border: 2px solid var(--line); border-radius: 8px; padding: 14px; margin: 0 0 12px }
            .to-be-removed { display: none } summary { cursor: pointer; margin: 0 0 10px } pre { overflow-x: auto }
            .jenkins-button { padding: 6px 12px; border-radius: 6px; border: 1px solid var(--line);
              background: var(--table-background); color: var(--text); font: inherit; margin: 0 0 8px }
            @media (max-width: 700px) { .page { display: block } nav { display: none } main { padding: 8px 12px } }
            """;

    private PageTags() {}

    static StandIns stapler(Rendering rendering) {
        return new StandIns("stapler").with("adjunct", PageTags::styled).with("include", tag -> {
            Object it = tag.given("it");
            if ((it instanceof Run || it instanceof Job) && tag.text("page").equals("sidepanel.jelly")) {
                return; // Jenkins' own
            }
            if (it != null || tag.given("class") != null) {
                throw new AssertionError("st:include of " + tag.text("page") + " with it or class");
            }
            Object from = tag.given("from");
            if (from == null) {
                from = tag.getContext().getVariable("it");
            }
            rendering.run(from.getClass(), tag.text("page"), tag.getContext().newJellyContext(), tag.out());
        });
    }

    /** Jenkins links the style sheet; a picture of the page needs it within. */
    private static void styled(StandIns.Tag tag) throws SAXException {
        String sheet = "/" + tag.text("includes").replace('.', '/') + ".css";
        try (InputStream css = PageTags.class.getResourceAsStream(sheet)) {
            if (css == null) {
                throw new AssertionError("No " + sheet);
            }
            tag.open("style")
                    .write(new String(css.readAllBytes(), StandardCharsets.UTF_8))
                    .close("style");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static StandIns layout() {
        return new StandIns("layout")
                .with("layout", tag -> {
                    tag.open("html", "lang", "en").open("head");
                    tag.open("meta", "charset", "utf-8").close("meta");
                    tag.open("meta", "name", "viewport", "content", "width=device-width")
                            .close("meta");
                    tag.open("title").write(tag.text("title")).close("title");
                    tag.open("style").write(STYLE).close("style", "head");
                    tag.open("body").open("div", "class", "page");
                    tag.body();
                    tag.close("div", "body", "html");
                })
                .with("header", StandIns.Tag::body)
                .with("main-panel", tag -> {
                    tag.open("main");
                    tag.body();
                    tag.close("main");
                })
                .with("app-bar", tag -> {
                    tag.open("h1").write(tag.text("title"));
                    tag.body();
                    tag.close("h1");
                });
    }

    static StandIns hudson() {
        return new StandIns("hudson").with("summary", tag -> {
            if (tag.text("icon").isEmpty()) {
                throw new AssertionError("t:summary draws nothing without an icon");
            }
            tag.open("table").open("tbody").open("tr").open("td");
            tag.body();
            tag.close("td", "tr", "tbody", "table");
        });
    }

    /** A form as a page of its own, to be looked at. */
    static String asPage(String title, String form) {
        return "<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/>"
                + "<title>" + title + "</title><style>" + STYLE + "</style></head><body><main><h1>" + title + "</h1>"
                + form + "</main></body></html>";
    }
}
