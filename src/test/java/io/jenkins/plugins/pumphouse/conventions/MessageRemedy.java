package io.jenkins.plugins.pumphouse.conventions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message in two: the cause, by which it is found, and its end, which says what to do or what is allowed.
 *
 * @param message the cause, or all of it when the cause alone is too short to be found
 * @param remedy empty when the message has none
 */
record MessageRemedy(String message, String remedy) {
    private static final String VERB =
            "(?i:change|replace|deploy|discard|accept|add|agree|allow|apply|ask|assign|attach|boot|bind|bring|check|choose"
                    + "|compare|configure|confirm|copy|correct|create|decide|delete|describe|detach|disable|disconnect|empty|enable"
                    + "|enlarge|evacuate|exclude|find|first|force|free|give|import|install|keep|leave|let|log in|look|list at|list them|lower"
                    + "|make|map|migrate|move|name|openstack|prepare|put|raise|reactivate|read|release|remove|rename|run|save|say"
                    + "|see|set|settle|start|stop|take|unassign|undo|unset|update|upload|use|wait|widen|write|abort)\\b";

    private static final String CONDITION = "(?:(?:[Ii]f|[Tt]o|[Ww]hen) [^.;:]+[,:]) ";

    /**
     * The end of a clause, or of the words of a service, that one with an imperative follows, perhaps after its
     * condition.
     */
    private static final Pattern IMPERATIVE = Pattern.compile("[.;:?] (?=(?:[Tt]hen |[Ee]lse |[Oo]r |" + CONDITION
            + ")?" + VERB + "[ :])|… (?=(?:Then |" + CONDITION + "|(?=\\p{Lu}))" + VERB + "[ :])");

    /** A remedy in brackets at the end, or after the words of a service alone. */
    private static final Pattern ASIDE = Pattern.compile("^(?<cause>.*) \\((?<aside>(?:" + VERB
            + "|(?i:nova|unlock|see why)\\b)[^()]*)\\)$|^(?<words>…) (?<rest>" + VERB + ".*)$");

    /** What is allowed, where the cause is a value that is not. */
    private static final Pattern ALLOWED = Pattern.compile("; (?=[^;.]*\\b(?:must|needs?|can do) )"
            + "|[.;…] (?=There …|(?:There are|It has|It manages|what fits is|[Zz]ones are made by)\\b)"
            + "|, (?:and |but )?(?=has to be |there are only:? |which are …|there may be )"
            + "|^(?=must be )|(?<=…|\\p{L}|\") (?=must be )");

    /** Letters by which a cause alone is found; below that its remedy is searched for too. */
    private static final int FEWEST_LETTERS = 8;

    static MessageRemedy of(String text) {
        Matcher imperative = IMPERATIVE.matcher(text);
        while (imperative.find()) {
            String cause = text.substring(0, imperative.start() + 1).replaceFirst("[;:]$", "");
            if (cause.replace("(", "").length() == cause.replace(")", "").length()) {
                return split(cause, text.substring(imperative.end()), text);
            }
        }
        Matcher aside = ASIDE.matcher(text);
        if (aside.matches()) {
            return aside.group("aside") == null
                    ? new MessageRemedy(text, aside.group("rest"))
                    : split(aside.group("cause"), aside.group("aside"), text);
        }
        Matcher allowed = ALLOWED.matcher(text);
        return allowed.find()
                ? split(text.substring(0, allowed.start()), text.substring(allowed.end()), text)
                : new MessageRemedy(text, "");
    }

    private static MessageRemedy split(String cause, String remedy, String text) {
        return new MessageRemedy(MessageTemplates.letters(cause) >= FEWEST_LETTERS ? cause : text, remedy);
    }

    /** Order of the page: as the fixed words are. */
    String key() {
        return (message + " " + remedy).replaceAll("[^\\p{L}\\p{N} ]", "").strip() + message;
    }
}
