package io.jenkins.plugins.pumphouse.conventions;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The methods and calls of the sources as the compiler parses them; no types are resolved. */
final class ParsedSources {
    /**
     * A method of a file, with the values of its local variables that are given where they are declared.
     *
     * @param results what it returns, in the order of the source
     */
    record Method(
            SourceFile file,
            String name,
            String returns,
            List<String> parameters,
            Map<String, Tree> locals,
            List<ExpressionTree> results) {}

    /** @param constants values of the static fields of the file */
    record SourceFile(String folder, String type, Map<String, Tree> constants) {}

    /**
     * A call or creation.
     *
     * @param owner what stands before the dot; empty for a method of the own class or its super class
     * @param name of the method, or "new" before the type
     * @param where null outside of methods
     */
    record Call(SourceFile file, String owner, String name, List<? extends ExpressionTree> arguments, Method where) {}

    final List<Method> methods = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();

    /** The files by the simple name of their type; one of those that have the same. */
    final Map<String, SourceFile> filesByType = new HashMap<>();

    /** The simple name of each class that has a super class, and that one's. */
    final Map<String, String> superTypes = new HashMap<>();

    ParsedSources(Path root) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            File[] sources = ProjectFiles.below(root, ".*\\.java").stream()
                    .map(Path::toFile)
                    .toArray(File[]::new);
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(sources));
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri()).toAbsolutePath();
                String folder = root.toAbsolutePath()
                        .relativize(path.getParent())
                        .toString()
                        .replace(File.separatorChar, '/');
                String type = path.getFileName().toString().replace(".java", "");
                SourceFile file = new SourceFile(folder, type, new HashMap<>());
                filesByType.put(type, file);
                unit.accept(new Reader(file), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last word of a type or expression such as {@code CloudException.NotFound}. */
    static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private final class Reader extends TreeScanner<Void, Method> {
        private final SourceFile file;

        private Reader(SourceFile file) {
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Method where) {
            if (type.getExtendsClause() != null) {
                superTypes.put(
                        type.getSimpleName().toString(),
                        simple(type.getExtendsClause().toString()));
            }
            // Constants may stand below their use.
            Stream.of(type.getMembers())
                    .flatMap(List::stream)
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .filter(field -> field.getInitializer() != null)
                    .forEach(field -> file.constants().put(field.getName().toString(), field.getInitializer()));
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Method where) {
            Method read = new Method(
                    file,
                    method.getName().toString(),
                    String.valueOf(method.getReturnType()),
                    method.getParameters().stream()
                            .map(parameter -> parameter.getName().toString())
                            .toList(),
                    new HashMap<>(),
                    new ArrayList<>());
            methods.add(read);
            return super.visitMethod(method, read);
        }

        @Override
        public Void visitVariable(VariableTree variable, Method where) {
            if (where != null && variable.getInitializer() != null) {
                where.locals().put(variable.getName().toString(), variable.getInitializer());
            }
            return super.visitVariable(variable, where);
        }

        @Override
        public Void visitReturn(ReturnTree end, Method where) {
            if (where != null && end.getExpression() != null) {
                where.results().add(end.getExpression());
            }
            return super.visitReturn(end, where);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Method where) {
            String type = simple(made.getIdentifier().toString());
            calls.add(new Call(file, "", "new " + type, made.getArguments(), where));
            return super.visitNewClass(made, where);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Method where) {
            if (call.getMethodSelect() instanceof MemberSelectTree member) {
                calls.add(new Call(
                        file,
                        simple(member.getExpression().toString()),
                        member.getIdentifier().toString(),
                        call.getArguments(),
                        where));
            } else if (call.getMethodSelect() instanceof IdentifierTree method) {
                calls.add(new Call(file, "", method.getName().toString(), call.getArguments(), where));
            }
            return super.visitMethodInvocation(call, where);
        }
    }
}
