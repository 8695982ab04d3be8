package io.jenkins.plugins.pumphouse.faults;

/** What a trial must never show; each is a column of the table. */
enum Finding {
    HUNG("not ended"),
    LOST("lost"),
    BOTH_RUN("both run"),
    OFF_UNSAID("off unsaid"),
    EXCEPTION("exception"),
    UNCLEAR("unclear"),
    FALSE_FAILURE("false failure"),
    RERUN_FAILED("re-run fails"),
    OTHER_END("other end"),
    WRITES_AGAIN("writes again");

    final String words;

    Finding(String words) {
        this.words = words;
    }
}
