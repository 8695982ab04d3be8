package io.jenkins.plugins.pumphouse.report.html;

import java.util.Map;

/** The hosts of a build on one scale of time, as a part of the report that is taken along. */
final class TimelineSection {
    /** The colours where the page is shown without its style, readable on white and on black. */
    private static final Map<String, String> PLAIN = Map.of(
            "cyan",
            "darkcyan",
            "indigo",
            "slateblue",
            "orange",
            "chocolate",
            "purple",
            "mediumorchid",
            "yellow",
            "goldenrod",
            "brown",
            "sienna",
            "blue",
            "royalblue",
            "green",
            "seagreen",
            "pink",
            "palevioletred");

    private TimelineSection() {}

    /** Empty without hosts that have gone through a phase. */
    static String of(Timeline timeline) {
        if (timeline.lanes().isEmpty()) {
            return "";
        }
        StringBuilder page = new StringBuilder("<h2>Hosts</h2>\n<p>")
                .append(timeline.from())
                .append(" to ")
                .append(timeline.to())
                .append("</p>\n");
        timeline.lanes().forEach(lane -> lane(page, lane));
        page.append("<p class=\"keys\">");
        for (Timeline.Key key : timeline.keys()) {
            page.append("<span><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" ")
                    .append(colored(key.color()))
                    .append("/></svg> ")
                    .append(HtmlReport.escaped(key.phase()))
                    .append("</span> ");
        }
        return page.append("</p>\n").toString();
    }

    private static void lane(StringBuilder page, Timeline.Lane lane) {
        page.append("<div class=\"lane\"><span>")
                .append(HtmlReport.escaped(lane.host()))
                .append(
                        "</span><svg role=\"img\" width=\"100%\" height=\"20\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-label=\"")
                .append(HtmlReport.escaped(lane.description()))
                .append("\"><title>")
                .append(HtmlReport.escaped(lane.host()))
                .append("</title><desc>")
                .append(HtmlReport.escaped(lane.description()))
                .append("</desc>");
        for (Timeline.Bar bar : lane.bars()) {
            page.append("<rect x=\"" + bar.x() + "\" y=\"0\" width=\"" + bar.width() + "\" height=\"20\" ")
                    .append(colored(bar.color()))
                    .append("><title>")
                    .append(HtmlReport.escaped(bar.title()))
                    .append("</title></rect>");
        }
        page.append("</svg></div>\n");
    }

    /** The style overrides the attribute, and has a dark form of each colour. */
    private static String colored(String color) {
        return "class=\"" + color + "\" fill=\"" + PLAIN.getOrDefault(color, color) + "\"";
    }
}
