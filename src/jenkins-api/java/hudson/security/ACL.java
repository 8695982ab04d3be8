package hudson.security;

import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** A caller has the permissions whose ids are among its authorities; SYSTEM and a thread that is nobody's have all. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = new TestingAuthenticationToken("SYSTEM", null);

    public final void checkPermission(Permission p) {
        if (!hasPermission(p)) {
            throw new AccessDeniedException(
                    Jenkins.getAuthentication2().getName() + " is missing the permission " + p.getId());
        }
    }

    public final boolean hasPermission(Permission p) {
        Authentication caller = Jenkins.getAuthentication2();
        return caller == SYSTEM2
                || caller.getAuthorities().stream().anyMatch(a -> p.getId().equals(a.getAuthority()));
    }

    public static ACLContext as2(Authentication auth) {
        SecurityContext previous = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(new SecurityContextImpl(auth));
        return new ACLContext(() -> SecurityContextHolder.setContext(previous));
    }
}
