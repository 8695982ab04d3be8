package io.jenkins.plugins.pumphouse.packaging;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constant pool of one class file, as far as it names other types and their members (JVMS 17, section 4.4).
 *
 * @param types every type that is named: by a reference, in a descriptor, in a generic signature or by an annotation
 * @param members every field and method that the code refers to, under the owner that javac wrote
 */
record ClassFile(Set<String> types, List<Member> members) {
    private static final Pattern DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

    /**
     * @param owner binary name of the class through which the member is reached, not necessarily the one that declares
     *     it
     * @param ofInterface whether the reference says that the owner is an interface; a field reference never does
     */
    record Member(String owner, boolean ofInterface, String name, String descriptor) {}

    static ClassFile of(String className) {
        String resource = className.replace('.', '/') + ".class";
        try (InputStream in = ClassFile.class.getClassLoader().getResourceAsStream(resource)) {
            return new Reader(new DataInputStream(in)).read();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static final class Reader {
        private final DataInputStream in;
        private final Object[] pool;

        Reader(DataInputStream in) throws IOException {
            this.in = in;
            in.skipNBytes(8); // magic, minor and major version
            pool = new Object[in.readUnsignedShort()];
        }

        ClassFile read() throws IOException {
            for (int i = 1; i < pool.length; i++) {
                int tag = in.readUnsignedByte();
                pool[i] = constant(tag);
                if (tag == 5 || tag == 6) {
                    i++; // a long or a double takes two places
                }
            }
            Set<String> types = new TreeSet<>();
            List<Member> members = new ArrayList<>();
            for (Object constant : pool) {
                if (constant instanceof String text) {
                    descriptorsIn(text, types);
                } else if (constant instanceof TypeConstant type) {
                    typeNamed(text(type.name()), types);
                } else if (constant instanceof MemberConstant member) {
                    members.add(member(member));
                }
            }
            return new ClassFile(types, members);
        }

        private Object constant(int tag) throws IOException {
            return switch (tag) {
                case 1 -> in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> in.readLong();
                case 7 -> new TypeConstant(in.readUnsignedShort());
                case 9, 10, 11 -> new MemberConstant(in.readUnsignedShort(), in.readUnsignedShort(), tag == 11);
                case 12 -> new NameAndType(in.readUnsignedShort(), in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> in.readUnsignedByte() << 16 | in.readUnsignedShort();
                case 17, 18 -> in.readInt();
                default -> throw new IOException("Unknown tag " + tag + " in a constant pool");
            };
        }

        private Member member(MemberConstant member) {
            NameAndType signature = (NameAndType) pool[member.signature()];
            String owner = text(((TypeConstant) pool[member.owner()]).name());
            return new Member(
                    owner.replace('/', '.'),
                    member.ofInterface(),
                    text(signature.name()),
                    text(signature.descriptor()));
        }

        private String text(int index) {
            return (String) pool[index];
        }

        private static void typeNamed(String name, Set<String> types) {
            if (name.startsWith("[")) {
                descriptorsIn(name, types);
            } else {
                types.add(name.replace('/', '.'));
            }
        }

        private static void descriptorsIn(String text, Set<String> types) {
            for (Matcher type = DESCRIPTOR.matcher(text); type.find(); ) {
                types.add(type.group(1).replace('/', '.'));
            }
        }
    }

    private record TypeConstant(int name) {}

    private record NameAndType(int name, int descriptor) {}

    private record MemberConstant(int owner, int signature, boolean ofInterface) {}
}
