in vec3 vertexPosition;
uniform mat4 inverseViewProjectionMatrix;
out vec3 ray;
void main()
{
    vec4 far = inverseViewProjectionMatrix * vec4(vertexPosition.xy, 1.0, 1.0);
    vec4 near = inverseViewProjectionMatrix * vec4(vertexPosition.xy, -1.0, 1.0);
    ray = far.xyz / far.w - near.xyz / near.w;
    gl_Position = vec4(vertexPosition.xy, 1.0, 1.0);
}
