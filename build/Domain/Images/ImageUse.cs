namespace Bundt.Domain.Images;

/// <summary>Something that refers to an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="By">The id of the instance or launch template, or the name of the launch configuration.</param>
/// <param name="Text">The same for people, as in "launch template web-prod-v1-4-1-1 version 1".</param>
public sealed record ImageUse(ImageId Image, string By, string Text);
