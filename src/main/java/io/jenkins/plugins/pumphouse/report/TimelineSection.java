package io.jenkins.plugins.pumphouse.report;

/** The hosts of a build on one scale of time, as a part of the report that is taken along. */
final class TimelineSection {
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
            page.append(
                            "<span><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" fill=\"var(--")
                    .append(key.color())
                    .append(")\"/></svg> ")
                    .append(HtmlReport.escaped(key.phase()))
                    .append("</span>");
        }
        return page.append("</p>\n").toString();
    }

    private static void lane(StringBuilder page, Timeline.Lane lane) {
        page.append("<div class=\"lane\"><span>")
                .append(HtmlReport.escaped(lane.host()))
                .append("</span><svg role=\"img\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-label=\"")
                .append(HtmlReport.escaped(lane.description()))
                .append("\"><title>")
                .append(HtmlReport.escaped(lane.host()))
                .append("</title><desc>")
                .append(HtmlReport.escaped(lane.description()))
                .append("</desc>");
        for (Timeline.Bar bar : lane.bars()) {
            page.append("<rect x=\"" + bar.x() + "\" y=\"0\" width=\"" + bar.width() + "\" height=\"20\" fill=\"var(--")
                    .append(bar.color())
                    .append(")\"><title>")
                    .append(HtmlReport.escaped(bar.title()))
                    .append("</title></rect>");
        }
        page.append("</svg></div>\n");
    }
}
