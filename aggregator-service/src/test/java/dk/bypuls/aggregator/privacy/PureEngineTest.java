package dk.bypuls.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The engine is functions of values: it knows no file, network or clock, and no floating point
 * number, since noise of those has gaps that give it away.
 */
class PureEngineTest {

  private static final Set<Type> FLOATING =
      Set.of(
          Type.FLOAT_TYPE,
          Type.DOUBLE_TYPE,
          Type.getType("[F"),
          Type.getType("[D"),
          Type.getType(Float.class),
          Type.getType(Double.class));

  /** Input, output, clocks and chance, and every framework. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "^java/(io|net|sql|nio/file)/|^java/time/Clock|\\.now$|currentTime|nanoTime|Random"
              + "|^(org|io|jakarta)/");

  @Test
  void theEngineIsPure() throws Exception {
    assertPure(Path.of(Engine.class.getResource("Engine.class").toURI()), 15);
  }

  @Test
  void whatIsDecidedIsPure() throws Exception {
    URI policy = Policy.class.getResource("Policy.class").toURI();
    if (!policy.getScheme().equals("jar")) {
      assertPure(Path.of(policy), 10);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(policy, Map.of())) {
      assertPure(jar.getPath("dk/bypuls/events/policy/Policy.class"), 10);
    }
  }

  private static void assertPure(Path one, int atLeast) throws IOException {
    List<Path> all = classes(one.resolveSibling(""));

    assertThat(all).hasSizeGreaterThan(atLeast);
    assertThat(all).allSatisfy(file -> assertThat(impure(file)).isEmpty());
  }

  /** A test of the test: this one does read files. */
  @Test
  void noticesFiles() throws IOException, URISyntaxException {
    Path file = Path.of(PureEngineTest.class.getResource("PureEngineTest.class").toURI());

    assertThat(impure(file)).contains("classes");
  }

  /** A test of the test: this one does use it. */
  @Test
  void noticesFloatingPoint() throws IOException, URISyntaxException {
    Path file = Path.of(ChiSquare.class.getResource("ChiSquare.class").toURI());

    assertThat(impure(file)).contains("overLimit");
  }

  private static List<Path> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  /** The fields and methods that have to do with any of it. */
  private static Set<String> impure(Path file) {
    Set<String> found = new TreeSet<>();
    try {
      new ClassReader(Files.readAllBytes(file)).accept(new Finder(found), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static final class Finder extends ClassVisitor {

    private final Set<String> found;

    Finder(Set<String> found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      note(name, Type.getType(descriptor));
      return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      noteAll(method, descriptor);
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (OUTSIDE.matcher(owner + "." + name).find()) {
            found.add(method);
          }
          noteAll(method, descriptor);
        }

        @Override
        public void visitInsn(int opcode) {
          // All conversions from whole numbers to floating ones; none can come about without one,
          // a constant, a field or a call.
          if (Set.of(
                  Opcodes.I2F,
                  Opcodes.I2D,
                  Opcodes.L2F,
                  Opcodes.L2D,
                  Opcodes.DCONST_0,
                  Opcodes.DCONST_1,
                  Opcodes.FCONST_0,
                  Opcodes.FCONST_1,
                  Opcodes.FCONST_2)
              .contains(opcode)) {
            found.add(method);
          }
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof Double || value instanceof Float) {
            found.add(method);
          }
        }
      };
    }

    private void noteAll(String member, String descriptor) {
      note(member, Type.getReturnType(descriptor));
      for (Type type : Type.getArgumentTypes(descriptor)) {
        note(member, type);
      }
    }

    private void note(String member, Type type) {
      if (FLOATING.contains(type)) {
        found.add(member);
      }
    }
  }
}
