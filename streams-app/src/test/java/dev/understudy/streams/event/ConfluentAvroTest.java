package dev.understudy.streams.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.event.ClassifiedObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class ConfluentAvroTest {

    private static final String TOPIC = "events";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final ConfluentAvroSerializer<ClassifiedObject> serializer = new ConfluentAvroSerializer<>(registry, true);
    private final ConfluentAvroDeserializer<ClassifiedObject> deserializer =
            new ConfluentAvroDeserializer<>(registry, ClassifiedObject.class);

    @Test
    void shouldGiveBackTheRecord() {
        ClassifiedObject event = Events.van(3);

        assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, event))).isEqualTo(event);
    }

    @Test
    void shouldPassNullAsNull() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldFrameTheBodyAsConfluentDoes() throws Exception {
        registry.register("another", Schema.create(Schema.Type.STRING));

        byte[] value = serializer.serialize(TOPIC, Events.van(5));

        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 0, 0, 0, 2);
        GenericRecord plain = new GenericDatumReader<GenericRecord>(registry.byId(2))
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        assertThat(plain.get("cluster_index")).isEqualTo(5);
        assertThat(plain.get("class_name")).hasToString("van");
    }

    @Test
    void shouldReleaseTheSchemaAsFullTransitive() {
        serializer.serialize(TOPIC, Events.van(0));

        assertThat(registry.compatibility(TOPIC + "-value")).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void shouldNotRegisterWhenOnlyLookingUp() {
        ConfluentAvroSerializer<ClassifiedObject> reader = new ConfluentAvroSerializer<>(registry, false);

        assertThatThrownBy(() -> reader.serialize(TOPIC, Events.van(0))).isInstanceOf(RegistryException.class)
                .hasMessageContaining(TOPIC + "-value");
        serializer.serialize(TOPIC, Events.van(0));
        assertThat(reader.serialize(TOPIC, Events.van(0))).isEqualTo(serializer.serialize(TOPIC, Events.van(0)));
    }

    @Test
    void shouldReadWhatALaterSchemaVersionWrote() throws Exception {
        String older = ClassifiedObject.getClassSchema().toString();
        Schema later = new Schema.Parser().parse(older.substring(0, older.lastIndexOf("]}"))
                + ",{\"name\":\"added_later\",\"type\":\"int\",\"default\":0}]}");
        int id = registry.register(TOPIC + "-value", later);
        byte[] body = serializer.serialize(TOPIC, Events.van(9));
        byte[] value = Arrays.copyOf(body, body.length + 1);
        ByteBuffer.wrap(value).putInt(1, id);
        value[body.length] = 14;

        assertThat(deserializer.deserialize(TOPIC, value)).isEqualTo(Events.van(9));
    }

    @Test
    void shouldRefuseWhatIsNotFramed() {
        for (byte[] value : new byte[][] {{}, {0, 0, 0}, {1, 0, 0, 0, 1, 2}}) {
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                    .isInstanceOf(SerializationException.class).hasMessageContaining(TOPIC);
        }
    }

    @Test
    void shouldRefuseDamagedBodiesInsteadOfGuessing() {
        byte[] value = serializer.serialize(TOPIC, Events.van(1));

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(value, value.length - 1)))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(value, value.length + 1)))
                .isInstanceOf(SerializationException.class).hasMessageContaining("goes on after");
    }

    @Test
    void shouldNotReserveMemoryForALengthTheValueCannotHold() {
        byte[] value = {0, 0, 0, 0, 1, (byte) 0x80, (byte) 0xDE, (byte) 0xA0, (byte) 0xCB, 0x0B};
        serializer.serialize(TOPIC, Events.van(1));

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value)).isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldThrowNothingButSerializationExceptionsWhateverTheBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] valid = serializer.serialize(TOPIC, Events.van(1));
        for (int round = 0; round < 2000; round++) {
            byte[] value = valid.clone();
            value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
            value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
            try {
                deserializer.deserialize(TOPIC, value);
            } catch (SerializationException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    @Test
    void shouldServeSeveralThreads() {
        assertThat(IntStream.range(0, 4000).parallel()
                .allMatch(i -> deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, Events.van(i)))
                        .getClusterIndex() == i)).isTrue();
    }
}
