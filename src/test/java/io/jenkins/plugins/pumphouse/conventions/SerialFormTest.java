package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.remoting.Callable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.Test;

/**
 * One field that cannot be serialised loses a whole pipeline at the next save, and one callable that cannot be sent
 * fails on every agent. Both show only when they happen, so each field of every serialisable class is looked at here.
 */
public class SerialFormTest {
    private static final List<Class<?>> OURS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.jenkins.plugins.pumphouse")
                    .stream()
                    .filter(type -> !type.getSimpleName().equals("package-info"))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Test
    public void everyFieldThatIsSavedOrSentCanBe() {
        assertThat(serialised())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(fieldsThatCannot(type)).isEmpty());
    }

    @Test
    public void everySerialFormHasAVersionOfItsOwn() {
        assertThat(serialised())
                .filteredOn(type -> !type.isRecord() && !type.isInterface())
                .allSatisfy(type -> assertThat(type).hasDeclaredFields("serialVersionUID"));
    }

    @Test
    public void nothingThatIsSerialisedDragsAnOuterObjectAlong() {
        assertThat(serialised())
                .allSatisfy(type -> assertThat(type.getDeclaredFields())
                        .extracting(Field::getName)
                        .noneMatch(name -> name.startsWith("this$")));
    }

    @Test
    public void stepExecutionsAndCallablesAreAmongThem() {
        assertThat(OURS)
                .filteredOn(type -> StepExecution.class.isAssignableFrom(type) || Callable.class.isAssignableFrom(type))
                .isNotEmpty()
                .isSubsetOf(serialised());
    }

    @Test
    public void aFieldOfATypeThatIsNotSerialisableIsFound() {
        assertThat(fieldsThatCannot(Broken.class)).containsExactly("list", "thread");
    }

    /** Not the enums: of them only the constant's name travels. */
    private static List<Class<?>> serialised() {
        return OURS.stream()
                .filter(type -> Serializable.class.isAssignableFrom(type) && !type.isEnum())
                .toList();
    }

    private static List<String> fieldsThatCannot(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .filter(field -> !isSerialisable(field.getGenericType()))
                .map(Field::getName)
                .sorted()
                .toList();
    }

    private static boolean isSerialisable(Type type) {
        if (type instanceof ParameterizedType generic) {
            return isSerialisable(generic.getRawType())
                    && (!isContainer((Class<?>) generic.getRawType())
                            || Arrays.stream(generic.getActualTypeArguments())
                                    .allMatch(SerialFormTest::isSerialisable));
        }
        if (type instanceof TypeVariable<?> variable) {
            return Arrays.stream(variable.getBounds()).anyMatch(SerialFormTest::isSerialisable);
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).anyMatch(SerialFormTest::isSerialisable);
        }
        Class<?> raw = type instanceof Class<?> known ? known : Object[].class;
        if (raw.isArray()) {
            return isSerialisable(raw.getComponentType());
        }
        return raw.isPrimitive() || isContainer(raw) || Serializable.class.isAssignableFrom(raw);
    }

    /** Interfaces that do not promise it, but whose values in use do. */
    private static boolean isContainer(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /** A sample of what must not be. */
    @SuppressWarnings("unused")
    private static final class Broken implements Serializable {
        private static final long serialVersionUID = 1L;
        private final List<Stream<String>> list = new ArrayList<>();
        private final Thread thread = null;
        private final Map<String, List<Integer>> fine = Map.of();
        private final transient Thread left = null;
    }
}
