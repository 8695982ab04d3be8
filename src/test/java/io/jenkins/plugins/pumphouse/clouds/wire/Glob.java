package io.jenkins.plugins.pumphouse.clouds.wire;

import java.util.regex.Pattern;

/** Patterns of names and paths: {@code *} is anything but a slash, {@code **} anything at all. */
final class Glob {
    private Glob() {}

    static boolean matches(String glob, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return Pattern.matches(regex.toString(), text);
    }
}
