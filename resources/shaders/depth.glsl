// The depth of what is drawn above something else: by units of the depth buffer, and near to the eye, where those are less
// than two layers on uneven ground lie apart, by centimetres. `way`: from the eye, in clip space and in metres.
float depthAbove(vec4 clip, vec4 way, float metres, float units)
{
    float nearer = min(min(units * 0.008, 1.2) * clamp(2.0 - metres / 300.0, 0.0, 1.0), 0.1 * metres);
    vec4 pulled = clip - way * (nearer / metres);
    return pulled.z / pulled.w * clip.w - units * 1.2e-7 * clip.w;
}
