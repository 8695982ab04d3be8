package org.jenkinsci.remoting;

import hudson.remoting.Channel;
import java.io.NotSerializableException;
import java.io.Serializable;

public interface SerializableOnlyOverRemoting extends Serializable {
    default Channel getChannelForSerialization() throws NotSerializableException {
        Channel channel = Channel.current();
        if (channel == null) {
            throw new NotSerializableException("no channel");
        }
        return channel;
    }
}
