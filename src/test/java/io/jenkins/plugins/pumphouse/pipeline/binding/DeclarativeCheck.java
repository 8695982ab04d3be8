package io.jenkins.plugins.pumphouse.pipeline.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * What Declarative looks at before a build begins: of each step in the script its arguments' names, those that may not
 * be missing, and the type of what is written out. It knows the declared types only, no binding of the step's own.
 */
public final class DeclarativeCheck {
    private final Map<String, StepDescriptor> steps = new LinkedHashMap<>();

    public DeclarativeCheck(Iterable<StepDescriptor> descriptors) {
        descriptors.forEach(descriptor -> steps.put(descriptor.getFunctionName(), descriptor));
    }

    /** How many calls of steps a script has; 0 for what is no script. */
    public int count(String script) {
        return calls(script).size();
    }

    /** What Declarative refuses, in its own words. */
    public List<String> mistakes(String script) {
        List<String> mistakes = new ArrayList<>();
        calls(script).forEach(call -> check(call, mistakes));
        return mistakes;
    }

    private List<MethodCallExpression> calls(String script) {
        List<MethodCallExpression> calls = new ArrayList<>();
        CompilationUnit unit = new CompilationUnit();
        unit.addSource("script", script);
        try {
            unit.compile(Phases.CONVERSION);
        } catch (CompilationFailedException e) {
            return calls; // a name, a part of a call with dots in place of the rest, another language
        }
        ModuleNode module = (ModuleNode) unit.getAST().getModules().get(0);
        CodeVisitorSupport visitor = new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                String name = String.valueOf(call.getMethodAsString());
                if (steps.containsKey(name) && name.matches("pump[A-Z]\\w+")) {
                    calls.add(call);
                }
                super.visitMethodCallExpression(call);
            }
        };
        module.getStatementBlock().visit(visitor);
        module.getMethods().forEach(method -> method.getCode().visit(visitor));
        return calls;
    }

    private void check(MethodCallExpression call, List<String> mistakes) {
        StepDescriptor descriptor = steps.get(call.getMethodAsString());
        Map<String, Class<?>> types = DataBinding.types(descriptor.clazz);
        List<String> required = DataBinding.required(descriptor.clazz);
        List<Expression> given = new ArrayList<>(
                call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of());
        given.removeIf(argument -> argument instanceof ClosureExpression);
        String step = call.getMethodAsString();
        if (given.isEmpty() || given.get(0) instanceof MapExpression) {
            checkNamed(step, given.isEmpty() ? List.of() : entries(given.get(0)), types, required, mistakes);
        } else if (given.size() > 1) {
            mistakes.add("Arguments to \"" + step + "\" must be explicitly named.");
        } else if (required.size() != 1) {
            mistakes.add(step + ": Step does not take a single required parameter - use named parameters instead");
        } else {
            checkType(step, required.get(0), types.get(required.get(0)), given.get(0), mistakes);
        }
    }

    private static List<MapEntryExpression> entries(Expression named) {
        return ((MapExpression) named).getMapEntryExpressions();
    }

    private static void checkNamed(
            String step,
            List<MapEntryExpression> entries,
            Map<String, Class<?>> types,
            List<String> required,
            List<String> mistakes) {
        List<String> missing = new ArrayList<>(required);
        for (MapEntryExpression entry : entries) {
            String name = entry.getKeyExpression().getText();
            missing.remove(name);
            if (types.containsKey(name)) {
                checkType(step, name, types.get(name), entry.getValueExpression(), mistakes);
            } else {
                mistakes.add(step + ": Invalid parameter \"" + name + "\"");
            }
        }
        missing.forEach(name -> mistakes.add(step + ": Missing required parameter: \"" + name + "\""));
    }

    /** Lists, maps, variables and texts with variables in them are not looked at. */
    private static void checkType(String step, String name, Class<?> type, Expression written, List<String> mistakes) {
        if (written instanceof ConstantExpression constant && !fits(constant.getValue(), type)) {
            mistakes.add(step + ": Expecting \"" + type + "\" for parameter \"" + name + "\" but got \""
                    + constant.getValue() + "\"");
        }
    }

    private static boolean fits(Object value, Class<?> type) {
        boolean number = value instanceof Integer;
        boolean truth = value instanceof Boolean;
        if (type == String.class && (number || truth) || type == int.class && (value instanceof String || truth)) {
            return false;
        }
        try {
            ScriptBytecodeAdapter.castToType(value, type);
            return true;
        } catch (Throwable e) {
            return false;
        }
    }
}
