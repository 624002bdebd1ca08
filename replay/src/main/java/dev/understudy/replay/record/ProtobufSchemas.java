package dev.understudy.replay.record;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.understudy.mcap.message.Schema;
import java.util.HashSet;
import java.util.Set;

/** Schemas of Protobuf messages as MCAP wants them: the definitions of the message and all it refers to. */
final class ProtobufSchemas {

    private ProtobufSchemas() {
    }

    static Schema of(Descriptor message) {
        FileDescriptorSet.Builder files = FileDescriptorSet.newBuilder();
        add(message.getFile(), files, new HashSet<>());
        return new Schema(message.getFullName(), "protobuf", files.build().toByteArray());
    }

    /** What is referred to comes first. */
    private static void add(FileDescriptor file, FileDescriptorSet.Builder files, Set<String> seen) {
        if (seen.add(file.getFullName())) {
            file.getDependencies().forEach(dependency -> add(dependency, files, seen));
            files.addFile(file.toProto());
        }
    }
}
