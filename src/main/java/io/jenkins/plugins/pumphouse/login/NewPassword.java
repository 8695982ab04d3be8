package io.jenkins.plugins.pumphouse.login;

import java.security.SecureRandom;

/** Makes passwords that nobody can guess and that usual rules of passwords accept. */
public final class NewPassword {
    private static final int LENGTH = 24;
    /** Without letters and digits that a person mistakes for each other. */
    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final String SIGNS = "-_.!@%+";
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewPassword() {}

    /**
     * A new password of 24 characters. It has all four sorts of characters that {@code password_regex} of a Keystone
     * usually asks for, and begins with a letter, so that no spreadsheet takes it for a formula.
     */
    public static Secret make() {
        StringBuilder password = new StringBuilder();
        do {
            password.setLength(0);
            password.append(any(UPPER + LOWER));
            while (password.length() < LENGTH) {
                password.append(any(UPPER + LOWER + DIGITS + SIGNS));
            }
        } while (!hasAllSorts(password));
        return Secret.of(password.toString());
    }

    private static char any(String of) {
        return of.charAt(RANDOM.nextInt(of.length()));
    }

    private static boolean hasAllSorts(CharSequence password) {
        return has(password, UPPER) && has(password, LOWER) && has(password, DIGITS) && has(password, SIGNS);
    }

    private static boolean has(CharSequence password, String sort) {
        return password.chars().anyMatch(character -> sort.indexOf(character) >= 0);
    }
}
