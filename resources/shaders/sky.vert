// Behind everything, and not below where the ground ends.
in vec3 vertexPosition;
uniform mat4 inverseViewProjectionMatrix;
uniform float skyFrom; // from the bottom, -1, to the top, 1
out vec3 ray;
flat out vec4 frame;

void main()
{
    vec2 at = vec2(vertexPosition.x, max(vertexPosition.y, skyFrom));
    vec4 far = inverseViewProjectionMatrix * vec4(at, 1.0, 1.0);
    vec4 near = inverseViewProjectionMatrix * vec4(at, -1.0, 1.0);
    ray = far.xyz / far.w - near.xyz / near.w;
    frame = vec4(1.0 / viewport, normalize(sunDirection.xy));
    gl_Position = vec4(at, 1.0, 1.0);
}
