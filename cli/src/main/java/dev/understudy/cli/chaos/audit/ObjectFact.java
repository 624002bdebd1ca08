package dev.understudy.cli.chaos.audit;

/**
 * An event, or a sample: something said of one object by one model.
 *
 * @param frame the frame it is of
 * @param objectId the object's event id
 * @param model version and digest of the model that spoke
 * @param accepted samples only: whether it may teach
 */
public record ObjectFact(Origin at, String frame, String objectId, ModelId model, boolean accepted) {
}
