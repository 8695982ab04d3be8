package com.cloudbees.jenkins.support.api;

import com.cloudbees.jenkins.support.filter.PrefilteredContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

public class StringContent extends PrefilteredContent {
    private final String value;

    public StringContent(String name, String value) {
        super(name);
        this.value = value;
    }

    @Override
    public void writeTo(OutputStream os) throws IOException {
        os.write(value.getBytes(StandardCharsets.UTF_8));
    }
}
