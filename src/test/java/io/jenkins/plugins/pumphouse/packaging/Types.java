package io.jenkins.plugins.pumphouse.packaging;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds members in loaded types as the JVM does when it links: by name and erased descriptor, through all supertypes.
 */
final class Types {
    private Types() {}

    /** The type, not initialised: reading a class must not run it. */
    static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Types.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("No type " + name + " on the class path", e);
        }
    }

    /** Where a link to that member of that type ends: the type itself or the supertype that declares it. */
    static Optional<Class<?>> declaring(Class<?> type, String name, String descriptor) {
        return withSupertypes(type).stream()
                .filter(each -> membersOf(each).contains(name + " " + descriptor))
                .findFirst();
    }

    /** The type, its superclasses, then all its interfaces. */
    static Set<Class<?>> withSupertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
        }
        List.copyOf(all).forEach(each -> addInterfaces(each, all));
        return all;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> each : type.getInterfaces()) {
            all.add(each);
            addInterfaces(each, all);
        }
    }

    /** {@code name descriptor} of everything that the type itself declares and another class could link to. */
    static List<String> membersOf(Class<?> type) {
        List<String> members = new ArrayList<>();
        Stream.of(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic() && !Modifier.isPrivate(field.getModifiers()))
                .forEach(field ->
                        members.add(field.getName() + " " + field.getType().descriptorString()));
        Stream.of(type.getDeclaredConstructors())
                .filter(made -> !made.isSynthetic() && !Modifier.isPrivate(made.getModifiers()))
                .forEach(made -> members.add("<init> " + descriptor(made)));
        Stream.of(type.getDeclaredMethods())
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .forEach(method -> members.add(method.getName() + " " + descriptor(method)));
        return members;
    }

    static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    private static String descriptor(Constructor<?> made) {
        return MethodType.methodType(void.class, made.getParameterTypes()).descriptorString();
    }
}
