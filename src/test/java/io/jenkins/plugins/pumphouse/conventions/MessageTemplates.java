package io.jenkins.plugins.pumphouse.conventions;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import io.jenkins.plugins.pumphouse.conventions.ParsedSources.Call;
import io.jenkins.plugins.pumphouse.conventions.ParsedSources.Method;
import io.jenkins.plugins.pumphouse.conventions.ParsedSources.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts with which the code says that something failed, is refused, or is left as it is. */
final class MessageTemplates {
    /** What stands for a name, an id or a number. */
    static final String COMPUTED = "…";

    /**
     * A text with {@link #COMPUTED} for what is computed.
     *
     * @param folder of the source that has it, below src/main/java
     * @param part whether it is no message alone
     */
    record Template(String folder, String text, boolean part) {}

    /** The arguments with which a method is called. */
    private record Binding(Method method, Map<String, ExpressionTree> values, Binding caller, SourceFile file) {}

    /** Types that are made with a text for people; their subclasses too. */
    private static final List<String> SPOKEN = List.of(
            "RemediableException",
            "MigrationException",
            "ConfigurationException",
            "AbortException",
            "Mistake",
            "ReleaseBlocker");

    /** Lists of texts for people, by the names that they have in the code. */
    private static final Set<String> LISTS =
            Set.of("mistakes", "warnings", "reasons", "against", "troubles", "failures", "conflicts");

    /** Letters of a text's fixed words; nobody searches for less. */
    private static final int FEWEST_LETTERS = 12;

    private static final int FARTHEST_CALLER = 3;

    private final ParsedSources sources;
    private final Map<String, List<Call>> callsByName;

    /** How many methods have a name and a number of parameters. */
    private final Map<String, Long> namesakes;

    private final Set<String> family = new HashSet<>(SPOKEN);

    private MessageTemplates(ParsedSources sources) {
        this.sources = sources;
        callsByName = sources.calls.stream().collect(Collectors.groupingBy(Call::name));
        namesakes = sources.methods.stream()
                .collect(Collectors.groupingBy(
                        method -> method.name() + method.parameters().size(), Collectors.counting()));
        boolean grown = true;
        while (grown) {
            grown = sources.superTypes.entrySet().stream()
                    .filter(type -> family.contains(type.getValue()))
                    .map(type -> family.add(type.getKey()))
                    .reduce(false, Boolean::logicalOr);
        }
    }

    static List<Template> of(Path root) {
        MessageTemplates templates = new MessageTemplates(new ParsedSources(root));
        Set<String> methods = templates.sources.methods.stream()
                .map(method -> method.file().type() + "." + method.name())
                .collect(Collectors.toSet());
        if (!MessageParts.missingIn(methods).isEmpty()) {
            throw new AssertionError("no such methods: " + MessageParts.missingIn(methods));
        }
        return templates.sources.calls.stream()
                .filter(templates::isSpoken)
                .flatMap(templates::texts)
                .distinct()
                .toList();
    }

    private static boolean isPart(Call call) {
        return call.where() != null
                && MessageParts.isFrom(call.file().type() + "." + call.where().name());
    }

    private boolean isSpoken(Call call) {
        if (call.name().startsWith("new ")) {
            return family.contains(call.name().substring(4));
        }
        boolean ofSpokenType =
                call.name().equals("super") && family.contains(call.file().type());
        boolean reason = call.owner().equals("Optional")
                && call.name().equals("of")
                && call.where() != null
                && call.where().returns().equals("Optional<String>");
        boolean listed = call.name().equals("add") && LISTS.contains(call.owner());
        return ofSpokenType || reason || listed;
    }

    private Stream<Template> texts(Call call) {
        return bindings(call.file(), call.where(), 0).stream()
                .flatMap(binding -> said(call, binding))
                .map(template -> new Template(template.folder(), tidy(template.text()), template.part()))
                .filter(template -> letters(template.text()) >= FEWEST_LETTERS)
                .filter(template -> template.text().contains(" "));
    }

    /** What blocks a release has its way out in an argument of its own. */
    private Stream<Template> said(Call call, Binding binding) {
        if (call.name().equals("new ReleaseBlocker")) {
            return joined(
                            ": ",
                            resolve(call.arguments().get(0), binding, 0),
                            resolve(call.arguments().get(1), binding, 0))
                    .map(text -> new Template(call.file().folder(), text, isPart(call)));
        }
        return call.arguments().stream()
                .flatMap(argument -> resolve(argument, binding, 0).stream()
                        .map(text -> new Template(folder(argument, binding), text, isPart(call))));
    }

    /** Where a text is written that is handed on as a whole. */
    private static String folder(Tree value, Binding binding) {
        return binding.caller() != null
                        && value instanceof IdentifierTree name
                        && binding.values().containsKey(name.getName().toString())
                ? folder(binding.values().get(name.getName().toString()), binding.caller())
                : binding.file().folder();
    }

    /** How a method is called, as far as the sources tell it; at least once, with nothing known. */
    private List<Binding> bindings(SourceFile file, Method method, int depth) {
        // What a constructor of a spoken type gets is read where the type is made.
        boolean unknown = method == null
                || method.name().equals("<init>")
                || method.parameters().isEmpty();
        if (unknown || depth == FARTHEST_CALLER) {
            return List.of(new Binding(method, Map.of(), null, file));
        }
        List<Binding> bindings = new ArrayList<>();
        for (Call call : callsOf(method)) {
            Map<String, ExpressionTree> values = new HashMap<>();
            for (int i = 0; i < method.parameters().size(); i++) {
                values.put(method.parameters().get(i), call.arguments().get(i));
            }
            for (Binding caller : bindings(call.file(), call.where(), depth + 1)) {
                bindings.add(new Binding(method, values, caller, file));
            }
        }
        return bindings.isEmpty() ? List.of(new Binding(method, Map.of(), null, file)) : bindings;
    }

    private List<Call> callsOf(Method method) {
        boolean alone = namesakes.get(method.name() + method.parameters().size()) == 1;
        return callsByName.getOrDefault(method.name(), List.of()).stream()
                .filter(call -> call.arguments().size() == method.parameters().size())
                .filter(call -> call.where() != method)
                .filter(call -> alone
                        || call.owner().equals(method.file().type())
                        || call.owner().isEmpty() && call.file() == method.file())
                .toList();
    }

    /** The texts that an expression may have. */
    private List<String> resolve(Tree value, Binding binding, int depth) {
        if (depth > 20 || value == null) {
            return List.of(COMPUTED);
        }
        if (value instanceof ParenthesizedTree inner) {
            return resolve(inner.getExpression(), binding, depth + 1);
        }
        if (value instanceof LiteralTree literal) {
            boolean spoken = literal.getValue() != null && !(literal.getValue() instanceof Boolean);
            return List.of(spoken ? String.valueOf(literal.getValue()) : COMPUTED);
        }
        if (value instanceof ConditionalExpressionTree choice && depth == 0) {
            return Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
                    .flatMap(one -> resolve(one, binding, 0).stream())
                    .toList();
        }
        if (value instanceof BinaryTree sum && value.getKind() == Tree.Kind.PLUS) {
            return joined(
                            "",
                            resolve(sum.getLeftOperand(), binding, depth + 1),
                            resolve(sum.getRightOperand(), binding, depth + 1))
                    .toList();
        }
        if (value instanceof IdentifierTree name) {
            return named(name.getName().toString(), binding, depth);
        }
        if (value instanceof MemberSelectTree constant) {
            return constant(constant, binding, depth);
        }
        if (value instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree member
                && member.getExpression().toString().equals("ConsoleText")) {
            return resolve(call.getArguments().get(0), binding, depth);
        }
        return value instanceof MethodInvocationTree call ? remedy(call, binding, depth) : List.of(COMPUTED);
    }

    /** A text that another file has. */
    private List<String> constant(MemberSelectTree constant, Binding binding, int depth) {
        SourceFile file = sources.filesByType.get(
                ParsedSources.simple(constant.getExpression().toString()));
        Tree text = file == null
                ? null
                : file.constants().get(constant.getIdentifier().toString());
        return resolve(text, new Binding(null, Map.of(), binding, file), depth + 1);
    }

    /** What a method gives that is called for nothing but what is to be done: a name, an amount or a state is none. */
    private List<String> remedy(MethodInvocationTree call, Binding binding, int depth) {
        String name = ParsedSources.simple(call.getMethodSelect().toString());
        List<Method> meant = sources.methods.stream()
                .filter(method -> method.name().equals(name))
                .filter(method -> method.returns().equals("String"))
                .filter(method ->
                        method.parameters().size() == call.getArguments().size())
                .toList();
        if (meant.size() != 1 || meant.get(0).results().size() != 1) {
            return List.of(COMPUTED);
        }
        Method method = meant.get(0);
        Map<String, ExpressionTree> values = new HashMap<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            values.put(method.parameters().get(i), call.getArguments().get(i));
        }
        Binding inside = new Binding(method, values, binding, method.file());
        return resolve(method.results().get(0), inside, depth + 1).stream()
                .map(text -> MessageRemedy.of("a cause" + text).remedy().isEmpty()
                                && MessageRemedy.of("a cause: " + text).remedy().isEmpty()
                        ? COMPUTED
                        : text)
                .distinct()
                .toList();
    }

    private List<String> named(String name, Binding binding, int depth) {
        Method method = binding.method();
        if (method != null && method.locals().containsKey(name)) {
            return resolve(method.locals().get(name), binding, depth + 1);
        }
        if (method != null && method.parameters().contains(name)) {
            return binding.caller() == null
                    ? List.of(COMPUTED)
                    : resolve(binding.values().get(name), binding.caller(), depth);
        }
        return resolve(binding.file().constants().get(name), binding, depth + 1);
    }

    private static Stream<String> joined(String between, List<String> left, List<String> right) {
        return left.stream().flatMap(first -> right.stream().map(last -> first + between + last));
    }

    private static String tidy(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll(COMPUTED + "(?:" + COMPUTED + ")+", COMPUTED)
                .strip();
    }

    static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }
}
