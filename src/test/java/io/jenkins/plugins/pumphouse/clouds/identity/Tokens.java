package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The tokens of a cloud. As with Fernet a token is judged again at each use: a user or project disabled since makes it
 * void.
 */
public final class Tokens {
    /**
     * One token.
     *
     * @param projectId the project it is scoped to, null for none
     * @param domainId the domain it is scoped to, null for none
     * @param methods how it was asked for: {@code password}, {@code token}
     */
    record Token(
            String id,
            String userId,
            String projectId,
            String domainId,
            List<String> methods,
            String auditId,
            Instant issued,
            Instant expires) {}

    private final Directory directory;
    private final World world;
    private final Map<String, Token> live = new HashMap<>();

    Tokens(Directory directory, World world) {
        this.directory = directory;
        this.world = world;
    }

    /** @param expires when a token that was made from another one ends, null for a whole life from now */
    Token issue(String userId, String projectId, String domainId, List<String> methods, Instant expires) {
        Instant now = world.now();
        String id = "gAAAAAB" + UUID.randomUUID().toString().replace("-", "")
                + UUID.randomUUID().toString().replace("-", "");
        Token token = new Token(
                id,
                userId,
                projectId,
                domainId,
                methods,
                UUID.randomUUID().toString().substring(0, 22),
                now,
                expires == null ? now.plus(world.behaviour().tokenLife()) : expires);
        live.put(id, token);
        return token;
    }

    /** The token of an id if it still holds, null otherwise. */
    Token valid(String id) {
        Token token = id == null ? null : live.get(id);
        if (token == null
                || !token.expires.isAfter(world.now())
                || !Directory.enabled(directory.users.get(token.userId))) {
            return null;
        }
        if (token.projectId != null
                && (!Directory.enabled(directory.projects.get(token.projectId))
                        || roles(token).isEmpty())) {
            return null;
        }
        return token;
    }

    /** The ids of the roles that a token carries. */
    Set<String> roles(Token token) {
        if (token.projectId != null) {
            return directory.rolesInProject(token.userId, token.projectId);
        }
        return token.domainId != null ? directory.rolesInDomain(token.userId, token.domainId) : Set.of();
    }

    /** Who a token stands for, null when it does not hold. */
    public TokenHolder caller(String id) {
        Token token = valid(id);
        if (token == null) {
            return null;
        }
        ObjectNode project = token.projectId == null ? null : directory.projects.get(token.projectId);
        return new TokenHolder(
                token.userId,
                directory.users.get(token.userId).path("name").asText(),
                token.projectId,
                project == null ? null : project.path("name").asText(),
                token.domainId,
                directory.roleNames(roles(token)));
    }

    void revoke(String id) {
        live.remove(id);
    }

    void revokeOf(String userId) {
        live.values().removeIf(token -> token.userId.equals(userId));
    }

    /** Ends every token now, as a lost key repository or a change of the clock does. */
    public void expireAll() {
        live.clear();
    }

    public int count() {
        return live.size();
    }
}
