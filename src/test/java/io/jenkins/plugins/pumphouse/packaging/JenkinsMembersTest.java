package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * A class of ours inherits everything that the real type of Jenkins has, also what our declaration of it leaves out: a
 * method of ours with the signature of a static or final one compiles here, and neither compiles nor loads there.
 */
public class JenkinsMembersTest {
    /** A member of a real type: {@code kind} is static, final or open. */
    private record Member(String owner, String kind, String returned, String signature) {
        String label() {
            return owner + "." + signature + ", " + kind;
        }
    }

    @Test
    public void everyStaticAndFinalMemberOfASupertypeOfOursIsDeclared() {
        assertThat(members())
                .filteredOn(member -> !member.kind().equals("open"))
                .isNotEmpty()
                .allSatisfy(member -> assertThat(
                                Arrays.stream(Types.load(member.owner()).getDeclaredMethods()))
                        .as("%s in src/jenkins-api", member.label())
                        .anyMatch(method -> signature(method).equals(member.signature())
                                && kind(method).equals(member.kind())
                                && method.getReturnType().getSimpleName().equals(member.returned())));
    }

    @Test
    public void noMethodOfOursMeetsAStaticOrFinalOne() {
        List<String> collisions = new ArrayList<>();
        ourMethods()
                .forEach(method -> membersLike(method)
                        .filter(member -> !member.kind().equals("open"))
                        .forEach(member -> collisions.add(method + " meets " + member.label())));

        assertThat(collisions).isEmpty();
    }

    @Test
    public void noMethodOfOursOverridesOneByAccident() {
        List<String> accidents = new ArrayList<>();
        ourMethods()
                .forEach(method -> membersLike(method)
                        .filter(member -> Arrays.stream(
                                        Types.load(member.owner()).getDeclaredMethods())
                                .noneMatch(declared -> signature(declared).equals(member.signature())))
                        .forEach(member -> accidents.add(method + " overrides the undeclared " + member.label())));

        assertThat(accidents).isEmpty();
    }

    @Test
    public void everySupertypeOfJenkinsThatHasMethodsIsListed() {
        List<String> listed = members().stream().map(Member::owner).distinct().toList();

        assertThat(ourClasses()
                        .flatMap(type -> Types.withSupertypes(type).stream())
                        .filter(type -> JenkinsTypes.isOne(type.getName()))
                        .filter(type -> type.getDeclaredMethods().length > 0 && !Throwable.class.isAssignableFrom(type))
                        .map(Class::getName)
                        .distinct())
                .filteredOn(name -> !name.startsWith("org.jenkinsci.remoting.")
                        && !name.startsWith("jenkins.security.")
                        && !name.equals("hudson.model.ModelObject")
                        && !name.equals("hudson.model.Saveable")
                        && !name.equals("jenkins.model.Loadable"))
                .isSubsetOf(listed);
    }

    private static Stream<Member> membersLike(Method method) {
        List<String> supertypes = Types.withSupertypes(method.getDeclaringClass()).stream()
                .map(Class::getName)
                .toList();
        return members().stream()
                .filter(member -> supertypes.contains(member.owner())
                        && member.signature().equals(signature(method)));
    }

    private static Stream<Method> ourMethods() {
        return ourClasses()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic());
    }

    private static Stream<Class<?>> ourClasses() {
        return JenkinsTypes.ours().stream().map(Types::load);
    }

    static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    private static String kind(Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            return "static";
        }
        return Modifier.isFinal(method.getModifiers()) ? "final" : "open";
    }

    private static List<Member> members() {
        try (InputStream in = JenkinsMembersTest.class.getResourceAsStream("jenkins-supertypes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(words -> new Member(words[0], words[1], words[2], words[3]))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a declaration is there only so that a method of ours cannot meet it unseen. */
    static boolean isListed(Class<?> owner, String name) {
        return members().stream()
                .anyMatch(member -> member.owner().equals(owner.getName())
                        && !member.kind().equals("open")
                        && member.signature().startsWith(name + "("));
    }
}
